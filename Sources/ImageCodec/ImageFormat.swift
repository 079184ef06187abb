/// A file format that is read and written, told by a file's first bytes and never by its name.
public enum ImageFormat: String, Sendable, CaseIterable {
  /// JPEG: baseline, extended and progressive, 8 bits, Huffman or arithmetic coding.
  case jpeg
  /// PNG: every colour type and bit depth, interlaced or not.
  case png

  /// The format that the bytes begin like, whatever follows; nil for all others.
  public init?(signatureOf bytes: some Sequence<UInt8>) {
    let start = Array(bytes.prefix(8))
    if start.starts(with: [0xFF, 0xD8, 0xFF]) {
      self = .jpeg
    } else if start == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] {
      self = .png
    } else {
      return nil
    }
  }
}

extension ImageFormat: CustomStringConvertible {
  /// "JPEG" or "PNG".
  public var description: String {
    switch self {
    case .jpeg: "JPEG"
    case .png: "PNG"
    }
  }
}
