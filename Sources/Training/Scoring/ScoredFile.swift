import ImageCodec

/// An image file and what a model made of it.
public struct ScoredFile: Sendable {
  /// The file as it was named.
  public let path: String
  /// The probability of melanoma, 0 to 1, or why the file could not be scored.
  public let score: Result<Float, ImageCodecError>
}
