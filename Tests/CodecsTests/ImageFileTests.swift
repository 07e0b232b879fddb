import Codecs
import Foundation
import Testing

@Suite struct ImageFileTests {
  let folder: String

  init() throws {
    let url = FileManager.default.temporaryDirectory
      .appending(path: "sightline-codecs-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    folder = url.path
  }

  /// Calls `body` and removes the folder.
  func cleaningUp(_ body: () throws -> Void) rethrows {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body()
  }

  func write(_ bytes: [UInt8], _ name: String = "a.png") throws -> String {
    let path = folder + "/" + name
    try Data(bytes).write(to: URL(filePath: path))
    return path
  }

  func refusal(_ path: String, limits: DecodeLimits = DecodeLimits()) -> DecodeError? {
    var buffer: [UInt8] = [1, 2, 3]
    do {
      try ImageFile.read(path, limits: limits, into: &buffer)
      return nil
    } catch {
      #expect(buffer.isEmpty)
      return error
    }
  }

  @Test func bufferHoldsTheWholeFileWhateverItHeldBefore() throws {
    try cleaningUp {
      let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 * 7) }
      let path = try write(bytes)
      for count in [0, 10, 100_000, 200_000] {
        var buffer = [UInt8](repeating: 1, count: count)
        try ImageFile.read(path, into: &buffer)
        #expect(buffer == bytes)
      }
    }
  }

  @Test func missingFileIsRefused() {
    cleaningUp {
      let path = folder + "/none.png"
      #expect(refusal(path) == .unreadable(path: path, cause: "No such file or directory"))
    }
  }

  @Test func pathWithZeroByteIsRefused() throws {
    try cleaningUp {
      let path = try write([1])
      #expect(
        refusal(path + "\0.txt")
          == .unreadable(path: path + "\0.txt", cause: "the path contains a zero byte"))
    }
  }

  @Test func emptyFileIsRefused() throws {
    try cleaningUp {
      let path = try write([])
      #expect(refusal(path) == .empty)
    }
  }

  @Test func folderIsRefused() {
    cleaningUp { #expect(refusal(folder) == .notARegularFile(path: folder, kind: "folder")) }
  }

  @Test func deviceIsRefused() {
    cleaningUp {
      #expect(refusal("/dev/zero") == .notARegularFile(path: "/dev/zero", kind: "device"))
    }
  }

  @Test func pipeIsRefusedWithoutWaiting() {
    cleaningUp {
      let path = folder + "/pipe.png"
      #expect(mkfifo(path, 0o600) == 0)
      #expect(refusal(path) == .notARegularFile(path: path, kind: "pipe"))
    }
  }

  @Test func largerFileIsRefusedBeforeItIsRead() throws {
    try cleaningUp {
      // Nothing is stored of this file but its size, 100 GB.
      let path = try write([])
      #expect(truncate(path, 100_000_000_000) == 0)
      #expect(
        refusal(path) == .overLimit(.maximumFileBytes, value: 100_000_000_000, limit: 64_000_000))
    }
  }

  /// Files of sysfs say 4096 bytes and hold fewer, as a file that shrinks while it is read.
  static let shrinking = "/sys/devices/system/cpu/online"

  @Test(.enabled(if: access(shrinking, R_OK) == 0, "there is no sysfs"))
  func fileThatIsShorterThanItsSizeIsRefused() {
    cleaningUp {
      #expect(refusal(Self.shrinking) == .changedWhileReading(path: Self.shrinking))
    }
  }

  @Test func refusalNamesThePathAndTheCause() {
    cleaningUp {
      #expect(
        refusal("none.png")?.description
          == "'none.png' cannot be read: No such file or directory; "
          + "check the path and its permissions")
    }
  }
}
