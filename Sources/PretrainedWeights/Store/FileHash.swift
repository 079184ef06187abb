import Files
import Foundation

/// Hashes of whole files, read piece by piece.
enum FileHash {
  /// The MD5 and size of the file at `path`; `piece` sees all bytes as they come.
  ///
  /// - Throws: `FileError`.
  static func md5(
    of path: String, piece: (UnsafeRawBufferPointer) throws(FileError) -> Void = { _ in }
  ) throws(FileError) -> (md5: String, count: Int) {
    _ = try FileStart.read(path, maximumSize: WeightsFile.maximumSize)
    let descriptor = FileDescriptor.open(path, O_RDONLY | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw FileError(action: .read, path: path, systemError: -descriptor)
    }
    defer { _ = FileDescriptor.close(descriptor) }
    let hash = MD5()
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
    defer { buffer.deallocate() }
    var total = 0
    while true {
      let count = Foundation.read(descriptor, buffer.baseAddress, buffer.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw FileError(action: .read, path: path, systemError: errno)
      }
      if count == 0 { return (hash.finish(), total) }
      let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<count])
      hash.update(bytes)
      try piece(bytes)
      total += count
    }
  }
}
