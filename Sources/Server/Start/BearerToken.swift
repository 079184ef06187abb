import Files
import Foundation

/// The secret that requests have to show (RFC 6750). It is never printed.
public struct BearerToken: Sendable {
  private let bytes: [UInt8]

  /// What can be guessed protects nothing.
  static let leastLength = 16
  private static let mostLength = 512

  /// - Parameters:
  ///   - text: white space around it does not count.
  ///   - origin: where it was read, for the message.
  /// - Throws: `ServerError` where it is too short, too long, or has characters that no header carries.
  public init(_ text: String, from origin: String) throws(ServerError) {
    let bytes = Array(text.trimmingCharacters(in: .whitespacesAndNewlines).utf8)
    guard (Self.leastLength...Self.mostLength).contains(bytes.count) else {
      throw ServerError(
        .badToken,
        "the token in \(origin) has \(bytes.count) characters, and \(Self.leastLength) to "
          + "\(Self.mostLength) are needed: make one with `openssl rand -hex 32`.")
    }
    guard bytes.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw ServerError(
        .badToken,
        "the token in \(origin) has spaces or characters beyond ASCII: make one with "
          + "`openssl rand -hex 32`.")
    }
    self.bytes = bytes
  }

  /// Reads the token in a file.
  ///
  /// - Throws: `ServerError`.
  public init(contentsOfFile path: String) throws(ServerError) {
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try FileBytes.read(path, maximumCount: 4096, allowsPipes: true)
    } catch {
      throw ServerError(.badToken, "\(error)")
    }
    try self.init(String(decoding: bytes, as: UTF8.self), from: path)
  }

  /// Whether a request's `Authorization` shows the token.
  ///
  /// How long this takes depends on the length of what was sent alone, so that the token cannot be found
  /// out character by character.
  package func matches(authorization: String?) -> Bool {
    guard let authorization else { return false }
    let words = authorization.split(separator: " ", maxSplits: 1)
    guard words.count == 2, words[0].lowercased() == "bearer" else { return false }
    return matches(Array(words[1].utf8))
  }

  private func matches(_ given: [UInt8]) -> Bool {
    var difference = given.count ^ bytes.count
    for (index, byte) in given.enumerated() {
      difference |= Int(byte ^ bytes[index % bytes.count])
    }
    return difference == 0
  }
}

extension BearerToken: CustomStringConvertible {
  /// What prints settings does not print the secret.
  public var description: String { "a token" }
}
