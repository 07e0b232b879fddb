import Decision

/// What the inspection of one image gives.
public struct InspectionResult: Sendable, Equatable {
  /// The verdict.
  public var verdict: Verdict
  /// Why, in one sentence; empty for a pass.
  public var reason: String
  /// What a record keeps: candidates at or above the operating point, or in the review band; most
  /// confident first.
  public var defects: [Defect]
  /// All candidates, also those too weak to count; most confident first. For evaluation and tuning.
  public var candidates: [Defect]
  /// Milliseconds of each stage that ran.
  public var timings: StageTimes

  /// No answer, for `reason`.
  init(uninspectable reason: String, timings: StageTimes) {
    self.init(
      verdict: .uninspectable, reason: reason, defects: [], candidates: [], timings: timings)
  }

  init(
    verdict: Verdict, reason: String, defects: [Defect], candidates: [Defect], timings: StageTimes
  ) {
    self.verdict = verdict
    self.reason = reason
    self.defects = defects
    self.candidates = candidates
    self.timings = timings
  }
}

/// Wall-clock milliseconds by stage, in the order in which stages run; `nil` for a stage that was
/// not reached.
public struct StageTimes: Sendable, Equatable {
  /// Bytes to image, both image and reference.
  public var decode: Double?
  /// Finding where the reference lies, and bringing it over the image.
  public var align: Double?
  /// Finding what differs.
  public var compare: Double?
  /// Grouping and measuring it.
  public var blobs: Double?
  /// Naming it and reaching the verdict.
  public var decide: Double?

  /// No stage has run.
  public init() {}

  /// The stages that ran by name, in their order.
  public var stages: [(name: String, milliseconds: Double)] {
    [
      ("decode", decode), ("align", align), ("compare", compare), ("blobs", blobs),
      ("decide", decide),
    ].compactMap { name, time in time.map { (name, $0) } }
  }
}
