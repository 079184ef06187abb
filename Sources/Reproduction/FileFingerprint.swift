import Files

/// Tells files of weights and models apart by their bytes.
enum FileFingerprint {
  /// 16 hexadecimal digits; nil where the file cannot be read.
  static func of(_ path: String) -> String? {
    guard let bytes = try? FileBytes.read(path) else { return nil }
    var fingerprint = Fingerprint()
    fingerprint.combine(bytes)
    return fingerprint.hexadecimal
  }
}
