import Decision
import Pixels
import TestSupport
import Testing

@Suite struct BoardClassifierTests {
  static let drawings: [(name: String, drawing: String)] = [
    (
      "open",
      """
      ..............................
      ##########-----###############
      ##########------##############
      ##########------##############
      ##########-----###############
      ##########-----###############
      ..............................
      ..............................
      """
    ),
    (
      "short",
      """
      ##############################
      ##############################
      ##############################
      ............+++...............
      ............++++..............
      ............++++..............
      ............+++...............
      ##############################
      ##############################
      """
    ),
    (
      "mousebite",
      """
      ..............................
      ..............................
      ###########-----##############
      ###########-----##############
      ############---###############
      ##############################
      ##############################
      ##############################
      ##############################
      ##############################
      ..............................
      """
    ),
    (
      "spur",
      """
      ..............................
      ..............................
      ..............................
      ..............................
      ..............................
      .............++...............
      ............++++..............
      ............++++..............
      ##############################
      ##############################
      ##############################
      """
    ),
    (
      "copper",
      """
      ##############################
      ##############################
      ..............................
      ..............................
      ..............................
      ..............................
      ............++++..............
      ............++++..............
      .............++...............
      ..............................
      ..............................
      ..............................
      ..............................
      ##############################
      ##############################
      """
    ),
    (
      "pin-hole",
      """
      ..............................
      ##############################
      ##############################
      ##############################
      ##############################
      #############---##############
      #############---##############
      #############---##############
      ##############################
      ##############################
      ##############################
      ##############################
      ..............................
      """
    ),
  ]

  @Test(arguments: drawings.map(\.name))
  func classesAreToldApart(name: String) throws {
    let drawing = Drawing(try #require(Self.drawings.first { $0.name == name }).drawing)
    #expect(drawing.classes() == [name])
    #expect(drawing.turned.classes() == [name])
  }

  @Test func allSixClassesAreDrawn() {
    let names = DefectClass.boardClasses.map(\.rawValue)
    #expect(Self.drawings.map(\.name) == names)
  }

  /// A pad cut off from its trace, and a notch at the end of a trace.
  @Test func cutsNeedConductorOnBothSides() {
    let end = Drawing(
      """
      ..............................
      ###############------.........
      ###############------.........
      ###############------.........
      ###############------.........
      ..............................
      """)
    #expect(end.classes() == ["mousebite"])
    let neck = Drawing(
      """
      ....................#########.
      ....................#########.
      ############---##############.
      ############---##############.
      ############---##############.
      ....................#########.
      ....................#########.
      """)
    #expect(neck.classes() == ["open"])
  }

  /// Two ends of one conductor that is connected in the window are one conductor.
  @Test func materialInABayOfOneConductorIsASpur() {
    let bay = Drawing(
      """
      ####################
      ####################
      ####################
      .........++++...####
      .........++++...####
      .........++++...####
      .........++++...####
      ####################
      ####################
      ####################
      """)
    #expect(bay.classes() == ["spur"])
    // The connection lies too far away to be seen.
    var near = DecisionParameters()
    near.window = 3
    #expect(bay.classes(near) == ["short"])
  }

  /// Contact is judged by the disk of the contact distance: centres no farther apart than it.
  @Test(arguments: 1...8)
  func contactReachesAsFarAsTheContactDistance(distance: Int) {
    var parameters = DecisionParameters()
    parameters.contactDistance = distance
    for gap in 0...9 {
      var conductor = PixelGrid(width: 60, height: 60)
      conductor.fill(PixelBox(x1: 0, y1: 40, x2: 60, y2: 50))
      var blob = PixelGrid(width: 60, height: 60)
      blob.fill(PixelBox(x1: 20, y1: 34 - gap, x2: 32, y2: 40 - gap))
      let drawing = Drawing(reference: conductor, added: blob)
      #expect(drawing.classes(parameters) == [gap < distance ? "spur" : "copper"], "\(gap)")
    }
  }

  @Test func aTouchOfAFewPixelsIsNone() {
    // One corner of a large speck comes near a conductor's corner.
    var conductor = PixelGrid(width: 80, height: 80)
    conductor.fill(PixelBox(x1: 52, y1: 52, x2: 80, y2: 80))
    var blob = PixelGrid(width: 80, height: 80)
    blob.fill(PixelBox(x1: 20, y1: 20, x2: 50, y2: 50))
    #expect(Drawing(reference: conductor, added: blob).classes() == ["copper"])
  }

  @Test func aBlobThatIsTheWholeImageTouchesNothing() {
    let all = PixelGrid(width: 20, height: 10) { _, _ in true }
    #expect(Drawing(reference: all.inverted, added: all).classes() == ["copper"])
    let missing = Drawing(String(repeating: "--------\n", count: 5))
    #expect(missing.classes() == ["pin-hole"])
  }

  @Test func blobsAtTheBorderAreClassified() {
    let corner = Drawing(
      """
      ++++................
      ++++................
      ++++................
      ....................
      ....................
      ....................
      ....................
      ################----
      ################----
      ################----
      """)
    #expect(corner.classes() == ["copper", "mousebite"])
  }

  /// One classifier, blobs of different sizes one after the other.
  @Test func classDoesNotDependOnBlobsBefore() {
    var classifier = BoardClassifier(parameters: DecisionParameters())
    let pictures = Self.drawings.map { Drawing($0.drawing) }
    for _ in 0..<2 {
      for (picture, drawing) in zip(pictures, Self.drawings) {
        let list = picture.blobs
        let found = classifier.classify(
          list.blobs[0], of: list, in: picture.reference.mask)
        #expect(found.rawValue == drawing.name)
      }
    }
  }
}
