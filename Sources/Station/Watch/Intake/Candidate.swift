import Foundation
import Traceability

/// A file that is not recorded yet, or that is and has not gone where it belongs.
struct Candidate {
  enum State: Equatable {
    /// To be looked at again at that time.
    case waiting(until: ContinuousClock.Instant)
    /// To be handed to a worker.
    case ready
    /// With a worker, or its result on the way into the records.
    case inHand
    /// Recorded, and to be handed to whoever moves files, at that time.
    case ending(EndingJob, from: ContinuousClock.Instant)
    /// Being moved or deleted.
    case endingInHand(EndingJob)
  }

  var identity: FileIdentity
  /// When it was seen first.
  let arrivedAt: Date
  /// Since when size and time have been the same.
  var stableSince: ContinuousClock.Instant
  var state: State
  /// How often it was tried in vain.
  var tries = 0
  /// The state in which it was tried in vain.
  var triedAs: FileIdentity?
  /// Whether it was for want of a template, which may come without a change of the file.
  var isWaitingForTemplate = false
  /// Whether a file in this state is recorded, so that only its bytes can tell whether it is new.
  var mayBeKnown: Bool
  /// Something happened to it while it was in hand.
  var isToBeLookedAtAgain = false
  /// Whether an alarm was raised because it could not be read.
  var isAlarmed = false
}

/// What a worker gets.
struct WatchItem: Sendable {
  let folder: Int
  let name: RawName
  let arrivedAt: Date
  /// Whether its bytes are to be compared with those of records of that file.
  let mayBeKnown: Bool
  /// Whether a result is wanted even if no image can be made of the file.
  let isLastTry: Bool
}

/// What is to be done with a file after its record is written.
struct EndingJob: Sendable, Equatable {
  enum Action: Sendable, Equatable {
    /// Into this folder of the output.
    case move(to: String)
    case delete
  }

  let folder: Int
  let name: RawName
  let identity: FileIdentity
  let sequence: Int64
  let sha256: String
  let action: Action
  /// Whether the file may have been written again without a change of its time.
  let isToBeHashed: Bool
  /// The file that told which part the image shows: it goes where the image goes.
  var sidecar: SidecarFile?
}

extension EndingJob {
  /// What is to become of a file that is recorded as `record`; `nil` where it is to stay.
  init?(
    _ folder: Int, _ name: RawName, _ identity: FileIdentity, _ record: KnownArrival,
    _ after: AfterRecord, isToBeHashed: Bool = true, sidecar: SidecarFile? = nil
  ) {
    let action: Action? =
      if record.isQuarantined {
        .move(to: "quarantine")
      } else {
        switch after {
        case .keep: nil
        case .move: .move(to: record.verdict.rawValue)
        case .deletePass: record.verdict == .pass ? .delete : nil
        }
      }
    guard let action else { return nil }
    self.init(
      folder: folder, name: name, identity: identity, sequence: record.sequence,
      sha256: record.sha256, action: action, isToBeHashed: isToBeHashed, sidecar: sidecar)
  }
}

/// What is told to the intake about a file in hand.
struct IntakeReply: Sendable {
  enum Outcome: Sendable {
    /// It is recorded, just now or before; what remains to be done with it, if anything.
    case recorded(FileIdentity, EndingJob?)
    /// It cannot be inspected yet: because of its bytes, because the system refuses, or for want of its
    /// template.
    case notYet(FileIdentity?, SystemError?, isForTemplate: Bool)
    /// Nothing of that name is there, or no file.
    case gone
    /// It went where it belongs, or whatever else became of it.
    case ended(ArrivalEnding)
    /// It could not be moved or deleted; why, in a sentence.
    case notEnded(String)
    /// It is recorded already, or the records file could not be read to tell.
    case unclear
  }

  let folder: Int
  let name: RawName
  let outcome: Outcome
}
