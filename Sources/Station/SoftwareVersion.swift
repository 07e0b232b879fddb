/// What this program calls itself, in records, in reports and on the command line.
public enum SoftwareVersion {
  /// The version, as in the change log.
  public static let number = "0.1.0"
  /// Name and version.
  public static let text = "sightline \(number)"
}
