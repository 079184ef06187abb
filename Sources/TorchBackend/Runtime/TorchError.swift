/// Why libtorch could not do what was asked.
public struct TorchError: Error, Sendable, CustomStringConvertible {
  public enum Code: Sendable {
    /// libtorch or its plug-in is not installed here.
    case unavailable
    /// The plug-in was built for another version of this package.
    case incompatible
    /// libtorch refused, in its own words.
    case failed
    /// A tensor is missing or misshapen.
    case invalidWeights
    /// A value is no finite number.
    case nonFinite
    /// Another process of the training is gone, or cannot be reached.
    case processGroup
  }

  public let code: Code
  public let message: String

  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  public var description: String { message }
}
