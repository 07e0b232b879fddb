/// A regular expression that takes a part's serial number out of a file's name.
public struct SerialPattern {
  private let regex: Regex<AnyRegexOutput>

  /// Reads `pattern`, in the syntax of Swift's `Regex` (that of Perl and ICU for everyday use).
  public init(_ pattern: String) throws(JobError) {
    do {
      regex = try Regex(pattern)
    } catch {
      throw .badSerialPattern(pattern: pattern, reason: "\(error)")
    }
  }

  /// The serial number in the file name (with extension, without folder) at the end of `path`:
  /// what the first group captured, or the whole match where there is no group; `nil` where nothing
  /// matches or what matches is empty.
  public func serial(of path: String) -> String? {
    let file = path.utf8.dropFirst(FileName(path).folder.utf8.count)
    guard let match = try? regex.firstMatch(in: String(decoding: file, as: UTF8.self)) else {
      return nil
    }
    let found = match.output.count > 1 ? match.output[1].substring : match.output[0].substring
    guard let found, !found.isEmpty else { return nil }
    return String(found)
  }
}
