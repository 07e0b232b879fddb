import Decision
import ImageHealth
import Pixels

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
  /// The size of the image as it was inspected, turned as EXIF data wants it where the recipe asks for
  /// that; `nil` where it could not be decoded.
  public var imageSize: PixelSize?
  /// Whether the picture could be judged at all; `nil` where it could not even be decoded.
  public var health: HealthReport?
  /// Milliseconds of each stage that ran.
  public var timings: StageTimes

  /// The result before any inspection: nothing was looked at, which is no pass.
  public init() {
    verdict = .uninspectable
    reason = "nothing was inspected"
    defects = []
    candidates = []
    timings = StageTimes()
  }

  /// Forgets what the image before showed, and its timings.
  mutating func forgetImage() {
    imageSize = nil
    health = nil
    timings = StageTimes()
  }

  /// Becomes a result without an answer, for `reason`; the timings stay.
  mutating func setUninspectable(_ reason: String) {
    verdict = .uninspectable
    self.reason = reason
    defects.removeAll(keepingCapacity: true)
    candidates.removeAll(keepingCapacity: true)
  }

  /// Writes the reason that follows from verdict and defects: how many there are of each class, in
  /// the order in which classes first occur. Piece by piece, because interpolation allocates.
  mutating func writeReason() {
    reason.removeAll(keepingCapacity: true)
    guard verdict != .pass else { return }
    if verdict == .review { reason += "near the limit: " }
    for (i, defect) in defects.enumerated() {
      let name = defect.defectClass
      guard !defects[..<i].contains(where: { $0.defectClass == name }) else { continue }
      if i > 0 { reason += ", " }
      reason += String(defects[i...].count { $0.defectClass == name })
      reason += " "
      reason += name.rawValue
    }
  }
}

/// Wall-clock milliseconds by stage, in the order in which stages run; `nil` for a stage that was
/// not reached.
public struct StageTimes: Sendable, Equatable {
  /// Bytes to image, both image and reference.
  public var decode: Double?
  /// Measuring whether the picture can be judged.
  public var health: Double?
  /// Finding where the reference lies, and bringing it over the image.
  public var align: Double?
  /// Finding what differs; of photographs all from finding the part to measuring what differs.
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
      ("decode", decode), ("health", health), ("align", align), ("compare", compare),
      ("blobs", blobs), ("decide", decide),
    ].compactMap { name, time in time.map { (name, $0) } }
  }
}
