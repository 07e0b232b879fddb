import ImageHealth
import Traceability

extension PictureHealth {
  /// `report` as records keep it.
  init(_ report: HealthReport) {
    let values = report.values
    self.init(
      measurements: [
        Measurement(name: "sharpness", value: values.sharpness),
        Measurement(name: "contrast", value: values.contrast),
        Measurement(name: "darkClipped", value: values.darkClipped),
        Measurement(name: "brightClipped", value: values.brightClipped),
        Measurement(name: "level", value: values.level),
        Measurement(name: "slopeAcross", value: values.slopeAcross),
        Measurement(name: "slopeDown", value: values.slopeDown),
      ],
      findings: report.findings.map(Finding.init))
  }
}

extension PictureHealth.Finding {
  /// No two pictures of a camera have the same bytes: somebody copied a file.
  static let sameAsTemplate = PictureHealth.Finding(
    problem: "template", severity: HealthSeverity.warn.rawValue,
    sentence: "the image has exactly the bytes of its template, so that nothing can differ; check "
      + "which file the camera wrote")

  /// `finding` as records keep it.
  init(_ finding: HealthFinding) {
    self.init(
      problem: finding.problem.rawValue, severity: finding.severity.rawValue,
      sentence: finding.sentence)
  }
}
