import ImageHealth
import Testing

@Suite struct FrozenCameraTests {
  @Test func countsHowOftenAPictureComesAgain() {
    var camera = FrozenCamera()
    #expect(["a", "b", "b", "b", "a", "a"].map { camera.see(sha256: $0) } == [0, 0, 1, 2, 0, 1])
    #expect(camera.last == "a")
    #expect(camera.repeats == 1)
  }

  /// A picture that was seen, but not just before, is no sign of a camera that hangs.
  @Test func alternatingPicturesAreNotFrozen() {
    var camera = FrozenCamera()
    for _ in 0..<5 {
      #expect(camera.see(sha256: "a") == 0)
      #expect(camera.see(sha256: "b") == 0)
    }
  }
}
