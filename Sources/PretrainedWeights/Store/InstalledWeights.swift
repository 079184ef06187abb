/// A file in a folder of weights.
public struct InstalledWeights: Sendable {
  /// Whether it is a file that its publisher offers.
  public enum Authenticity: String, Sendable, Codable {
    /// Its hash is that of an official file.
    case official
    /// Complete, and not an official file byte by byte: from another origin, or saved anew.
    case other
    /// It cannot be used.
    case unusable
  }

  /// The name within the folder.
  public let name: String
  public let path: String
  public let byteCount: Int
  /// MD5 of its bytes, 32 lowercase hexadecimal digits; nil where it cannot be read.
  public let md5: String?
  /// What it holds; nil where it cannot be used.
  public let identity: WeightsIdentity?
  /// Why it cannot be used; nil where it can.
  public let problem: WeightsFileError?
  public let authenticity: Authenticity
}
