import Foundation
import Wording

/// Prints pages to PDF with a browser that is installed.
struct PagePrinter {
  /// Why a page cannot be printed: what is wrong and what to do.
  enum Problem: Error, CustomStringConvertible {
    case noBrowser
    case failed(browser: String, status: Int32)

    /// In the language of this run.
    var description: String {
      switch self {
      case .noBrowser: .told(.errorNoBrowser)
      case .failed(let browser, let status):
        .told(.errorNoPDF, ["browser": browser, "status": "\(status)"])
      }
    }
  }

  private let browser: String

  /// Finds the browser.
  init() throws(Problem) {
    let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
    for name in ["chromium", "chromium-browser", "google-chrome"] {
      for folder in folders where access("\(folder)/\(name)", X_OK) == 0 {
        browser = "\(folder)/\(name)"
        return
      }
    }
    throw .noBrowser
  }

  /// Prints the page at `page` to the file at `path`.
  func print(_ page: String, to path: String) throws {
    let home = FileManager.default.temporaryDirectory
      .appending(path: "sightline-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: home) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: browser)
    process.arguments = [
      "--headless", "--disable-gpu", "--no-pdf-header-footer", "--user-data-dir=\(home.path)",
      "--print-to-pdf=\(URL(fileURLWithPath: path).path)",
    ]
    // As root, browsers want it so; the page is our own and loads nothing.
    if geteuid() == 0 { process.arguments?.append("--no-sandbox") }
    process.arguments?.append(URL(fileURLWithPath: page).absoluteString)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0, access(path, R_OK) == 0 else {
      throw Problem.failed(browser: browser, status: process.terminationStatus)
    }
  }
}
