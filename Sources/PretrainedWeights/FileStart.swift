import Files
import Foundation

/// The first bytes of a file.
enum FileStart {
  /// Its first eight bytes, or all where there are fewer.
  ///
  /// - Throws: `FileError` where it cannot be read, is no plain file or is larger than `maximumSize`.
  static func read(_ path: String, maximumSize: Int) throws(FileError) -> [UInt8] {
    // Without waiting: a pipe would block until someone writes into it.
    let descriptor = FileDescriptor.open(path, O_RDONLY | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw FileError(action: .read, path: path, systemError: -descriptor)
    }
    defer { _ = FileDescriptor.close(descriptor) }
    var information = stat()
    guard fstat(descriptor, &information) == 0 else {
      throw FileError(action: .read, path: path, systemError: errno)
    }
    switch information.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw FileError(code: .isDirectory, action: .read, path: path)
    default: throw FileError(code: .notRegularFile, action: .read, path: path)
    }
    guard information.st_size <= maximumSize else {
      throw FileError(code: .tooLarge, action: .read, path: path)
    }
    var bytes = [UInt8](repeating: 0, count: min(8, Int(information.st_size)))
    let status = bytes.withUnsafeMutableBytes {
      FileDescriptor.read(descriptor, into: $0, at: 0)
    }
    if status != 0 { throw FileError(action: .read, path: path, systemError: -status) }
    return bytes
  }
}
