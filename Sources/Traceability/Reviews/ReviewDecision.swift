import Decision
import Foundation
import GRDB

/// What a person decided about a part, written once and never changed; of several of one person about
/// one part the latest counts.
public struct ReviewDecision: Sendable, Equatable {
  /// What was decided.
  public enum Answer: String, Sendable, CaseIterable {
    /// The part is good: `pass` counts from now on.
    case accept
    /// The part is bad: `fail` counts from now on.
    case reject
    /// It cannot be told: the verdict stays as it is, and somebody else has to decide.
    case unsure

    /// The verdict that counts afterwards; `nil` where it stays.
    public var verdict: Verdict? {
      switch self {
      case .accept: .pass
      case .reject: .fail
      case .unsure: nil
      }
    }
  }

  /// Position among the decisions of the records file, from 1, without gaps.
  public var number: Int64
  /// The record that it is about.
  public var sequence: Int64
  /// When.
  public var recordedAt: Date
  /// What was decided.
  public var answer: Answer
  /// Who decided.
  public var reviewer: String
  /// Why.
  public var reason: String
  /// The number of the override that it made; `nil` where the verdict stayed.
  public var override: Int64?

  /// See the properties.
  public init(
    number: Int64, sequence: Int64, recordedAt: Date, answer: Answer, reviewer: String,
    reason: String, override: Int64? = nil
  ) {
    (self.number, self.sequence, self.recordedAt) = (number, sequence, recordedAt)
    (self.answer, self.reviewer, self.reason) = (answer, reviewer, reason)
    self.override = override
  }
}

/// A decision as a row of its table, both ways.
enum ReviewRow {
  static let columns = "review, sequence, recorded_at, decision, reviewer, reason, override"

  static func insert(_ decision: ReviewDecision, into db: Database) throws {
    try db.cachedStatement(
      sql: "INSERT INTO record_reviews (\(columns)) VALUES (?, ?, ?, ?, ?, ?, ?)"
    ).execute(arguments: [
      decision.number, decision.sequence, RecordTime.text(decision.recordedAt),
      decision.answer.rawValue, decision.reviewer, decision.reason, decision.override,
    ])
  }

  static func decision(_ row: Row) throws -> ReviewDecision {
    let sequence = try row.decode(Int64.self, atIndex: 1)
    let time = try row.decode(String.self, atIndex: 2)
    let text = try row.decode(String.self, atIndex: 3)
    guard let recordedAt = RecordTime.date(time) else {
      throw DamagedRecord(sequence: sequence, column: "recorded_at of a decision", value: time)
    }
    guard let answer = ReviewDecision.Answer(rawValue: text) else {
      throw DamagedRecord(sequence: sequence, column: "decision", value: text)
    }
    return try ReviewDecision(
      number: row.decode(atIndex: 0), sequence: sequence, recordedAt: recordedAt, answer: answer,
      reviewer: row.decode(atIndex: 4), reason: row.decode(atIndex: 5),
      override: row.decode(atIndex: 6))
  }
}
