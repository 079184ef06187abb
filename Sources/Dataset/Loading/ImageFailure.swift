/// An image that could not be used.
public struct ImageFailure: Sendable, Equatable, Codable {
  /// Position in the list of records.
  public let index: Int
  public let path: String
  /// What is wrong and what to do, without the path.
  public let message: String

  public init(index: Int, path: String, message: String) {
    self.index = index
    self.path = path
    self.message = message
  }
}
