import Decision

/// A surface without a pattern of its own that could be compared place by place.
public enum SurfaceKind: String, Sendable, CaseIterable, Codable {
  /// Brushed metal: streaks of all lengths along one direction, turned by up to 2°.
  case metal
  /// Woven fabric: plain weave of threads some 8 px wide, no two of the same tone.
  case fabric
  /// Speckled tile: dark and light grains of 2 to 6 px in a plain ground.
  case tile
  /// Cast or ground surface: grain of several sizes and shallow pits.
  case cast
}

extension DefectClass {
  /// A narrow line, brighter or darker than the surface.
  public static let scratch = DefectClass(rawValue: "scratch")
  /// A wide patch with soft edges, mostly darker than the surface.
  public static let stain = DefectClass(rawValue: "stain")
  /// A small, nearly black disk with a bright rim where the light falls on it.
  public static let hole = DefectClass(rawValue: "hole")
  /// A round hollow: dark on one side, bright on the other.
  public static let dent = DefectClass(rawValue: "dent")

  /// What ``SurfaceGenerator`` draws.
  public static let surfaceClasses: [DefectClass] = [.scratch, .stain, .hole, .dent]
}
