/// The name of a kind of defect. Any name may occur in a record; those listed here are the six that
/// paired comparison of conductor patterns tells apart.
public struct DefectClass: RawRepresentable, Hashable, Sendable, Codable {
  /// The name, in lower case, as in records and reports.
  public let rawValue: String

  /// The class called `rawValue`.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// Conductor missing right across a trace: the trace is cut.
  public static let open = DefectClass(rawValue: "open")
  /// Conductor added that joins two conductors.
  public static let short = DefectClass(rawValue: "short")
  /// Conductor missing at an edge.
  public static let mousebite = DefectClass(rawValue: "mousebite")
  /// Conductor added to the edge of one conductor.
  public static let spur = DefectClass(rawValue: "spur")
  /// Conductor added where it touches none (spurious copper).
  public static let copper = DefectClass(rawValue: "copper")
  /// Conductor missing inside a conductor.
  public static let pinHole = DefectClass(rawValue: "pin-hole")

  /// The classes of paired comparison, in the order of the DeepPCB dataset's type numbers 1...6.
  public static let boardClasses: [DefectClass] = [
    .open, .short, .mousebite, .spur, .copper, .pinHole,
  ]
}
