import Foundation

/// A receiver on the network: each message is the body of a POST request with the header
/// `Idempotency-Key`. A status of 200 to 299 takes it; 408, 425, 429 and 500 to 599 want it again.
public struct Webhook: Sendable {
  private let url: String
  private let address: HTTPAddress?
  /// How long one request may take.
  private let timeout: Duration

  /// The receiver at `url`, which begins with `http://`, or with `https://` where the program `curl` is
  /// at hand to encrypt.
  public init(url: String, timeout: Duration = .seconds(10)) throws(WebhookError) {
    (self.url, self.timeout) = (url, timeout)
    if url.lowercased().hasPrefix("https://") {
      address = nil
      guard CommandRun.isAvailable("curl") else { throw .noEncryption(url: url) }
    } else {
      guard let address = HTTPAddress(url) else { throw .badURL(url: url) }
      self.address = address
    }
  }

  /// Under which name is kept how far the receiver has come.
  var name: String { "webhook \(url)" }

  func send(_ message: DeliveryMessage) -> DeliveryOutcome {
    let status: Int
    do throws(HTTPFailure) {
      if let address {
        status = try HTTPPost.send(message.body, key: message.key, to: address, timeout: timeout)
      } else {
        status = try sendEncrypted(message)
      }
    } catch {
      return .notTaken("the webhook \(url) cannot be reached: \(error.words)")
    }
    let words = "the webhook \(url) answered with status \(status)"
    return switch status {
    case 200..<300: .taken
    // What the message itself is to blame for. All else may be mended at the receiver: a service that
    // moves, a key that has run out.
    case 400, 413, 415, 422: .refused(words)
    default: .notTaken(words)
    }
  }

  private func sendEncrypted(_ message: DeliveryMessage) throws(HTTPFailure) -> Int {
    let seconds = max(1, Int(timeout / .seconds(1)))
    let run = CommandRun(
      program: "curl",
      arguments: [
        "--silent", "--show-error", "--output", "/dev/null", "--write-out", "%{http_code}",
        "--max-time", "\(seconds)", "--request", "POST", "--data-binary", "@-", "--header",
        "Content-Type: application/json", "--header", "Idempotency-Key: \(message.key)", "--", url,
      ])
    let result = run.run(input: message.body, timeout: timeout + .seconds(1), readsOutput: true)
    guard result.ending == .exited(0), let status = Int(result.output.suffix(3)) else {
      throw HTTPFailure(words: "curl: \(result.ending)")
    }
    return status
  }
}

/// Why a webhook cannot be used.
public enum WebhookError: Error, Sendable, Equatable, CustomStringConvertible {
  /// It is no address.
  case badURL(url: String)
  /// It wants encryption, and there is no program for that.
  case noEncryption(url: String)

  /// What is wrong and what to do, in a sentence.
  public var description: String {
    switch self {
    case .badURL(let url):
      "the webhook '\(oneLine(url))' is no address; write it as http://host:port/path"
    case .noEncryption(let url):
      "the webhook '\(oneLine(url))' needs the program curl for encryption; install it or use http"
    }
  }
}
