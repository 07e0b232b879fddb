/// A language that pages, reports and messages are written in.
public enum Language: String, CaseIterable, Sendable, Hashable {
  /// English.
  case english = "en"
  /// Simplified Chinese.
  case simplifiedChinese = "zh-Hans"

  /// What is spoken where nothing else is asked for.
  public static let standard = english

  /// The BCP 47 tag, for `lang` attributes, addresses and cookies.
  public var tag: String { rawValue }

  /// What its speakers call it.
  public var ownName: String {
    switch self {
    case .english: "English"
    case .simplifiedChinese: "简体中文"
    }
  }

  /// The language of the BCP 47 tag `tag`, whatever its region, without regard to case; `nil` for a
  /// language that there is no catalogue of. Chinese in any script is the simplified one: it is read
  /// sooner than English is.
  public init?(tag: some StringProtocol) {
    switch tag.split(whereSeparator: { $0 == "-" || $0 == "_" }).first?.lowercased() {
    case "en": self = .english
    case "zh": self = .simplifiedChinese
    default: return nil
    }
  }

  /// The language that a browser likes best by its `Accept-Language` (RFC 9110, section 12.5.4);
  /// ``standard`` where it likes none of ours. Of equal weights the first counts.
  public init(accepting header: String) {
    var best: (language: Language, weight: Double)?
    // No browser sends more; a longer header is no reason to work longer.
    for entry in header.prefix(1000).split(separator: ",") {
      let parts = entry.split(separator: ";").map { $0.filter { !$0.isWhitespace } }
      guard let tag = parts.first else { continue }
      let weight =
        parts.dropFirst().first { $0.lowercased().hasPrefix("q=") }
        .map { Double($0.dropFirst(2)) ?? 0 } ?? 1
      guard weight > 0, weight <= 1, weight > best?.weight ?? 0 else { continue }
      if let language = tag == "*" ? .standard : Language(tag: tag) { best = (language, weight) }
    }
    self = best?.language ?? .standard
  }

  /// The language that the `environment` of a process asks for: `SIGHTLINE_LANGUAGE`, and where that is
  /// not set or none of ours, the locale as POSIX has it, the first of `LC_ALL`, `LC_MESSAGES` and
  /// `LANG` that is set (POSIX.1-2017, section 8.2); ``standard`` where that is none of ours.
  public init(environment: [String: String]) {
    func language(_ name: String) -> Language? {
      // zh_CN.UTF-8@pinyin
      environment[name]?.split(whereSeparator: { $0 == "." || $0 == "@" }).first
        .flatMap { Language(tag: $0) }
    }
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].first { environment[$0]?.isEmpty == false }
    self = language("SIGHTLINE_LANGUAGE") ?? locale.flatMap(language) ?? .standard
  }
}
