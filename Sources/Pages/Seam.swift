import Foundation
import Traceability
import Wording

public enum PageAddress: Sendable, Hashable {
  case line, results, part(record: Int64), quality, review, station, login, report
}

public struct Viewer: Sendable {
  public var name: String
  public var role: String
  public init(name: String, role: String) { (self.name, self.role) = (name, role) }
}

public struct PageRequest: Sendable {
  public var address: PageAddress
  public var parameters: [String: [String]]
  public var language: Language
  public var viewer: Viewer?
  public var mayReview: Bool
  public var csrfToken: String
  public var now: Date
  public init(
    address: PageAddress, parameters: [String: [String]] = [:], language: Language,
    viewer: Viewer? = nil, mayReview: Bool, csrfToken: String, now: Date
  ) {
    (self.address, self.parameters, self.language) = (address, parameters, language)
    (self.viewer, self.mayReview, self.csrfToken, self.now) = (viewer, mayReview, csrfToken, now)
  }
}

public struct PageSettings: Sendable { public init() {} }

public struct PageAsset: Sendable {
  public var bytes: [UInt8]
  public var contentType: String
  public var sha256: String
}

public struct PageSet: Sendable {
  let records: RecordReader
  public init(records: RecordReader, settings: PageSettings) { self.records = records }
  public func html(_ request: PageRequest) throws -> String {
    """
    <!DOCTYPE html><html lang="\(request.language.tag)"><title>\(request.address)</title>
    <p>\(request.viewer?.name ?? "") \(request.parameters["problem"]?.first ?? "")
    <form><input name="csrf" value="\(request.csrfToken)"></form></html>
    """
  }
  public func fragment(_ request: PageRequest) throws -> String { "<p>\(request.address)</p>" }
  public static func asset(named: String) -> PageAsset? {
    named == "style.css" ? PageAsset(bytes: Array("p {}".utf8), contentType: "text/css", sha256: "ab") : nil
  }
}
