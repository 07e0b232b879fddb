/// What was measured of a picture to tell whether it could be judged, and what was wrong with it.
public struct PictureHealth: Sendable, Equatable {
  /// One measured value.
  public struct Measurement: Sendable, Equatable {
    /// Its name: `sharpness`, `contrast`, `level`…
    public var name: String
    /// The value in the unit that its name stands for; see docs/health.md.
    public var value: Double

    /// `name` was measured as `value`.
    public init(name: String, value: Double) { (self.name, self.value) = (name, value) }
  }

  /// Something that was wrong with the picture.
  public struct Finding: Sendable, Equatable, Codable {
    /// What it is about: `focus`, `frozen`…
    public var problem: String
    /// `warn`, or `refuse` where the picture was not judged.
    public var severity: String
    /// What is wrong and where to look for the cause, in a sentence.
    public var sentence: String

    /// See the properties.
    public init(problem: String, severity: String, sentence: String) {
      (self.problem, self.severity, self.sentence) = (problem, severity, sentence)
    }
  }

  /// The measured values, in a fixed order.
  public var measurements: [Measurement]
  /// What was wrong; empty for a healthy picture.
  public var findings: [Finding]

  /// See the properties.
  public init(measurements: [Measurement], findings: [Finding]) {
    (self.measurements, self.findings) = (measurements, findings)
  }
}
