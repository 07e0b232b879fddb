import Crypto
import Foundation

/// The head of a page that loads nothing and runs nothing but its own script, if it has one.
struct PageHead {
  /// What the page is called.
  let title: String
  /// Program name and version.
  let software: String
  /// Its style sheet.
  let style: String
  /// Its script, which stands somewhere in its body.
  var script: String?

  var html: String {
    let scripts = script.map {
      "script-src 'sha256-\(Data(SHA256.hash(data: Data($0.utf8))).base64EncodedString())'; "
    }
    return """
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; \
      style-src 'unsafe-inline'; \(scripts ?? "")base-uri 'none'; form-action 'none'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta name="generator" content="\(escaped(software))">
      <title>\(escaped(title))</title>
      <style>\(style)</style>
      </head>

      """
  }
}
