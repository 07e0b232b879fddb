import ImageHealth

extension Parameter {
  /// The limits of image health.
  static let health: [Parameter] = [
    .number(
      "health.focusWarn", \.health.focus.warn, .ratio, 0...1,
      "Sharpness below this share of the reference's lowest is warned of."),
    .number(
      "health.focusRefuse", \.health.focus.refuse, .ratio, 0...1,
      "Sharpness below this share of the reference's lowest makes a part uninspectable."),
    .number(
      "health.darkClippedWarn", \.health.darkClipped.warn, .ratio, 0...1,
      "More than this share of black pixels beyond the reference's highest is warned of."),
    .number(
      "health.darkClippedRefuse", \.health.darkClipped.refuse, .ratio, 0...1,
      "More than this share of black pixels beyond the reference's highest makes a part "
        + "uninspectable."),
    .number(
      "health.brightClippedWarn", \.health.brightClipped.warn, .ratio, 0...1,
      "More than this share of overexposed pixels beyond the reference's highest is warned of."),
    .number(
      "health.brightClippedRefuse", \.health.brightClipped.refuse, .ratio, 0...1,
      "More than this share of overexposed pixels beyond the reference's highest makes a "
        + "part uninspectable."),
    .number(
      "health.contrastWarn", \.health.contrast.warn, .ratio, 0...1,
      "Contrast below this share of the reference's lowest is warned of."),
    .number(
      "health.contrastRefuse", \.health.contrast.refuse, .ratio, 0...1,
      "Contrast below this share of the reference's lowest makes a part uninspectable."),
    .number(
      "health.leastContrastWarn", \.health.leastContrast.warn, .grayLevel, 0...255,
      "Contrast (95 % level less 5 % level) below this many gray levels is warned of."),
    .number(
      "health.leastContrastRefuse", \.health.leastContrast.refuse, .grayLevel, 0...255,
      "Contrast (95 % level less 5 % level) below this many gray levels makes a part "
        + "uninspectable."),
    .number(
      "health.levelWarn", \.health.level.warn, .ratio, 0...10,
      "Mean level off the reference's range by more than this share is warned of."),
    .number(
      "health.levelRefuse", \.health.level.refuse, .ratio, 0...10,
      "Mean level off the reference's range by more than this share makes a part uninspectable."),
    .number(
      "health.slopeWarn", \.health.slope.warn, .ratio, 0...10,
      "Light falling otherwise than on the reference by more than this share of the mean "
        + "level is warned of."),
    .number(
      "health.slopeRefuse", \.health.slope.refuse, .ratio, 0...10,
      "Light falling otherwise than on the reference by more than this share of the mean "
        + "level makes a part uninspectable."),
    .number(
      "health.repeatsWarn", \.health.repeats.warn, .none, 1...1_000_000,
      "This often in a row the same bytes as the picture before (a frozen camera) is warned of."),
    .number(
      "health.repeatsRefuse", \.health.repeats.refuse, .none, 1...1_000_000,
      "This often in a row the same bytes as the picture before (a frozen camera) makes a "
        + "part uninspectable."),
  ]
}
