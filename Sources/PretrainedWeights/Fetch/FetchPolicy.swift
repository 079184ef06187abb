/// How patient a download is.
public struct FetchPolicy: Sendable {
  /// Tries in a row that bring not one byte before giving up.
  public var attempts = 5
  /// The pause before the second try, doubled for each further one, in seconds.
  public var firstPause = 0.5
  /// Seconds without a byte after which a connection counts as dropped.
  public var silence = 30.0
  /// Larger files are refused, in bytes.
  public var maximumSize = WeightsFile.maximumSize

  public init() {}
}
