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

  /// Prints the page at `page`, which is in `language`, to the file at `path`; warns where the system has no
  /// font for it.
  func print(_ page: String, in language: Language, to path: String) throws {
    if language == .simplifiedChinese, Self.lacksChineseFont() {
      Console.error(.told(.sayNoChineseFont))
    }
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

  /// Whether the system says that it has no font for Chinese; it may not be able to say.
  private static func lacksChineseFont() -> Bool {
    let process = Process()
    let found = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["fc-list", ":lang=zh-cn", "family"]
    process.standardOutput = found
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    let list = found.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 && list.isEmpty
  }
}
