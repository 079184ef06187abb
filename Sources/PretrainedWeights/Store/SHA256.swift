import CCrypto

/// The digest by which a file is named, such as in a model's card.
package enum SHA256 {
  /// 64 hexadecimal digits; nil where the library cannot compute it.
  package static func hexadecimal(of bytes: [UInt8]) -> String? {
    var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
    var count: UInt32 = 0
    let isDone = bytes.withUnsafeBytes {
      EVP_Digest($0.baseAddress, $0.count, &digest, &count, EVP_sha256(), nil) == 1
    }
    guard isDone else { return nil }
    return digest.prefix(Int(count)).map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}
