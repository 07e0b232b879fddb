import Decision
import Pixels

/// Which defects a synthetic board gets.
public enum DefectRequest: Sendable, Hashable {
  /// A good board.
  case none
  /// This many defects, of classes chosen at random.
  case count(Int)
  /// One defect of each class listed; a class may be listed more than once.
  case classes([DefectClass])
}

/// A number that shapes synthetic boards: name, unit, range and default, declared once for
/// validation and help text.
public struct BoardParameter: Sendable, Hashable {
  /// What a parameter counts, as a reader would write it in English.
  public enum Unit: String, Sendable {
    /// Pixels.
    case pixels = "px"
    /// Gray levels of an 8 bit image.
    case grayLevels = "gray levels"
    /// Hundredths of the whole.
    case percent
  }

  /// The name, as on the command line.
  public let name: String
  /// The unit.
  public let unit: Unit
  /// The values allowed.
  public let range: ClosedRange<Double>
  /// The value where none is given.
  public let standard: Double

  /// The largest displacement of the smooth, uneven stretch of the test image.
  public static let stretch = BoardParameter(
    name: "stretch", unit: .pixels, range: 0...12, standard: 3)
  /// How far the whole test image may be displaced along each axis.
  public static let shift = BoardParameter(
    name: "shift", unit: .pixels, range: 0...20, standard: 2)
  /// Standard deviation of the noise of the test image.
  public static let noise = BoardParameter(
    name: "noise", unit: .grayLevels, range: 0...40, standard: 1.5)
  /// How much brighter one side of the test image is than the opposite one.
  public static let illumination = BoardParameter(
    name: "illumination", unit: .percent, range: 0...60, standard: 8)
  /// How far each drilled hole of the test image may be off its place.
  public static let drillWander = BoardParameter(
    name: "drill-wander", unit: .pixels, range: 0...20, standard: 1)
  /// Standard deviation of the blur of both images.
  public static let blur = BoardParameter(name: "blur", unit: .pixels, range: 0...4, standard: 0.7)
  /// How far etched edges stray from the drawn line, differently in both images.
  public static let roughness = BoardParameter(
    name: "roughness", unit: .pixels, range: 0...1.5, standard: 0.4)
}

/// What a synthetic pair is to look like.
public struct BoardParameters: Sendable, Hashable {
  /// Size of both images, 128...2048 pixels each way.
  public var size = PixelSize(width: 640, height: 640)
  /// The defects.
  public var defects = DefectRequest.none
  /// ``BoardParameter/stretch`` in pixels.
  public var stretch = BoardParameter.stretch.standard
  /// ``BoardParameter/shift`` in pixels.
  public var shift = BoardParameter.shift.standard
  /// ``BoardParameter/noise`` in gray levels.
  public var noise = BoardParameter.noise.standard
  /// ``BoardParameter/illumination`` in percent.
  public var illumination = BoardParameter.illumination.standard
  /// ``BoardParameter/drillWander`` in pixels.
  public var drillWander = BoardParameter.drillWander.standard
  /// ``BoardParameter/blur`` in pixels.
  public var blur = BoardParameter.blur.standard
  /// ``BoardParameter/roughness`` in pixels.
  public var roughness = BoardParameter.roughness.standard

  /// Widths and heights allowed, in pixels.
  public static let sides = 128...2048
  /// The most defects a board may be asked to have.
  public static let mostDefects = 100

  /// Good boards of 640x640 pixels with a moderate amount of everything.
  public init() {}

  /// Throws where a value is outside what is allowed.
  public func validate() throws(SynthesisError) {
    guard Self.sides.contains(size.width), Self.sides.contains(size.height) else {
      throw .size(size)
    }
    let values: [(BoardParameter, Double)] = [
      (.stretch, stretch), (.shift, shift), (.noise, noise), (.illumination, illumination),
      (.drillWander, drillWander), (.blur, blur), (.roughness, roughness),
    ]
    for (parameter, value) in values where !parameter.range.contains(value) {
      throw .outOfRange(parameter, value)
    }
    switch defects {
    case .none: break
    case .count(let count):
      guard (0...Self.mostDefects).contains(count) else { throw .defectCount(count) }
    case .classes(let classes):
      guard classes.count <= Self.mostDefects else { throw .defectCount(classes.count) }
      for name in classes where !DefectClass.boardClasses.contains(name) {
        throw .unknownClass(name.rawValue)
      }
    }
  }
}

/// Why a synthetic pair cannot be drawn.
public enum SynthesisError: Error, Sendable, Hashable {
  /// The image size is not allowed.
  case size(PixelSize)
  /// A parameter's value is not allowed.
  case outOfRange(BoardParameter, Double)
  /// So many defects are not allowed.
  case defectCount(Int)
  /// Not one of the six classes.
  case unknownClass(String)
  /// No board was found on which a defect of this class has room beside the others.
  case noRoom(for: DefectClass, size: PixelSize)
}

extension SynthesisError: CustomStringConvertible {
  /// What is wrong and what is allowed, in a sentence.
  public var description: String {
    switch self {
    case .size(let size):
      let sides = BoardParameters.sides
      return """
        size \(size.width)x\(size.height) is not allowed: width and height must be \
        \(sides.lowerBound) to \(sides.upperBound) pixels
        """
    case .outOfRange(let parameter, let value):
      return """
        \(parameter.name) \(value) is not allowed: it must be \(parameter.range.lowerBound) to \
        \(parameter.range.upperBound) \(parameter.unit.rawValue)
        """
    case .defectCount(let count):
      return "\(count) defects are not allowed: 0 to \(BoardParameters.mostDefects) are"
    case .unknownClass(let name):
      let known = DefectClass.boardClasses.map(\.rawValue).joined(separator: ", ")
      return "'\(name)' is no class of defect: \(known)"
    case .noRoom(let name, let size):
      return """
        no board of \(size.width)x\(size.height) pixels was found with room for all defects \
        (the \(name.rawValue) has none): ask for fewer defects or a larger size
        """
    }
  }
}
