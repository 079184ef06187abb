/// What fetching came to.
public struct FetchedWeights: Sendable, Equatable {
  /// Where the file lies now.
  public let path: String
  public let byteCount: Int
  /// Bytes that came over the network this time.
  public let transferred: Int
  /// Whether the file was there before.
  public let wasInstalled: Bool
}
