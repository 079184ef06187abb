import CCrypto

/// The MD5 hash of bytes as they come: what Keras publishes for its files.
///
/// It tells a damaged or exchanged file from the right one; against someone who makes two files with
/// the same hash it protects no more.
final class MD5 {
  /// The function itself, asked for outside of what a machine under FIPS rules approves for secrets:
  /// here it only compares files. Nil where libcrypto has none all the same. Never freed.
  nonisolated(unsafe) private static let function = EVP_MD_fetch(nil, "MD5", "fips=no")

  /// Whether this machine can compute it; without, every hash comes out empty.
  static let isAvailable = function != nil && !MD5().finish().isEmpty

  private let context: OpaquePointer?
  private var isRunning = false

  init() {
    context = EVP_MD_CTX_new()
    reset()
  }

  deinit { EVP_MD_CTX_free(context) }

  /// Forgets all bytes.
  func reset() {
    isRunning =
      context != nil && Self.function != nil && EVP_DigestInit_ex(context, Self.function, nil) == 1
  }

  func update(_ bytes: UnsafeRawBufferPointer) {
    if isRunning { isRunning = EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1 }
  }

  /// 32 lowercase hexadecimal digits; empty where libcrypto failed.
  func finish() -> String {
    var digest = [UInt8](repeating: 0, count: 64)
    var count: UInt32 = 0
    guard isRunning, EVP_DigestFinal_ex(context, &digest, &count) == 1 else { return "" }
    let digits = Array("0123456789abcdef")
    return String(
      digest.prefix(Int(count)).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }
}
