/// What the inspection of one part says.
public enum Verdict: String, Sendable, Codable, CaseIterable {
  /// Nothing was found that the recipe calls a defect.
  case pass
  /// At least one defect.
  case fail
  /// Too near a limit to call; a person decides.
  case review
  /// No answer is possible (unreadable image, part not found). Never a pass.
  case uninspectable
}
