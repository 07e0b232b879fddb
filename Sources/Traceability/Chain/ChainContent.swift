import GRDB

/// Which values of a record its digest is over, in their order. The order is that of
/// docs/traceability.md and never changes: a record with other values is a kind of its own.
enum ChainContent {
  /// Of an inspection, the columns of `records`…
  static let inspection = [
    "sequence", "recorded_at", "utc_offset", "arrived_at", "image_path", "image_sha256",
    "image_bytes", "image_width", "image_height", "template_path", "template_sha256", "verdict",
    "reason", "timings", "recipe", "recipe_version", "software", "station", "camera", "operator",
    "lot", "serial", "health", "defect_count",
  ]
  /// …then of the settings that it shares with others (``SettingsRows`` encodes them)…
  static let settings = ["recipe_sha256", "parameters_sha256", "model_sha256", "thresholds_sha256"]
  /// …then a list of its defects, each a list of these columns of `record_defects`…
  static let defect = ["ordinal", "class", "confidence", "x1", "y1", "x2", "y2", "area"]
  /// …then a list of what the part was made from, each a list of these columns of `record_parents`.
  static let parent = ["ordinal", "serial", "lot"]
  /// Of an override, the columns of `record_overrides`.
  static let override = [
    "override", "sequence", "recorded_at", "old_verdict", "new_verdict", "operator", "reason",
  ]
  /// Of a deleted image, the columns of `record_prunings`.
  static let pruning = [
    "pruning", "sequence", "recorded_at", "image_path", "image_sha256", "operator", "reason",
  ]

  /// An encoding that begins a record of `kind`.
  static func begin(_ kind: ChainKind, _ encoding: inout ChainEncoding) {
    encoding.removeAll()
    encoding.put(kind.rawValue)
  }
}

extension ChainHash {
  /// The digest of a record of `kind` that is one row with these values.
  static func digest(of kind: ChainKind, _ values: [DatabaseValue]) -> ChainHash {
    var encoding = ChainEncoding()
    ChainContent.begin(kind, &encoding)
    for value in values { encoding.put(value) }
    return ChainHash(of: encoding)
  }
}
