import Foundation
import Traceability
import Wording

/// Makes the pages from a records file. Safe to use from several threads.
public struct PageSet: Sendable {
  let records: RecordReader
  let settings: PageSettings
  let counting: RunningCount

  /// Pages of `records`.
  public init(records: RecordReader, settings: PageSettings) {
    self.records = records
    self.settings = settings
    counting = RunningCount(records)
  }

  /// The whole page that `request` wants.
  ///
  /// - Throws: what is wrong with the records file.
  public func html(_ request: PageRequest) throws -> String {
    switch request.address {
    case .line: try linePage(request)
    case .results: try resultsPage(request)
    case .part(let record): try partPage(request, record)
    case .quality: try qualityPage(request)
    case .review: try reviewPage(request)
    case .station: try stationPage(request)
    case .login: loginPage(request)
    case .report: try reportPage(request)
    }
  }

  /// What changes on the page that `request` wants while it is looked at: of the line and of the station.
  ///
  /// - Throws: what is wrong with the records file.
  public func fragment(_ request: PageRequest) throws -> String {
    switch request.address {
    case .line:
      PageTemplates.shared.render(
        Fragment(request, content: try LineContent(self, request)), "line-live")
    case .station:
      PageTemplates.shared.render(
        Fragment(request, content: try StationContent(self, request)), "station-live")
    default: preconditionFailure("\(request.address.path) has nothing that changes")
    }
  }

  /// The status code of HTTP with which the page that `request` wants is answered: 404 for a record that
  /// there is not, 200 otherwise.
  ///
  /// - Throws: what is wrong with the records file.
  public func status(_ request: PageRequest) throws -> Int {
    guard case .part(let record) = request.address else { return 200 }
    return try (1...).contains(record) && record <= records.latestSequence() ? 200 : 404
  }

  /// The asset that is served at `/assets/NAME`; `nil` where there is none.
  public static func asset(named name: String) -> PageAsset? { PageAsset.all[name] }

  func recordWords(_ request: PageRequest) -> RecordWords {
    RecordWords(Words(request.language), settings)
  }
}

/// The content of a page without its frame.
struct Fragment<Content: Sendable>: Sendable {
  let words: [String: String]
  let content: Content

  init(_ request: PageRequest, content: Content) {
    words = Words(request.language).texts
    self.content = content
  }
}

/// How a number on a page was computed.
struct HowItem: Sendable {
  let name: String
  let text: String
}
