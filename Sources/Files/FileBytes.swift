import Foundation

/// Reads whole files with a limit that is checked before memory is taken.
public enum FileBytes {
  /// The bytes of the file at `path`.
  ///
  /// - Parameters:
  ///   - maximumCount: larger files are refused, in bytes.
  ///   - allowsPipes: whether a pipe or device may stand in for the file. Without it opening never
  ///     waits for another process.
  /// - Throws: `FileError`.
  public static func read(
    _ path: String, maximumCount: Int = 1 << 30, allowsPipes: Bool = false
  ) throws(FileError) -> [UInt8] {
    let descriptor = FileDescriptor.open(path, O_RDONLY | (allowsPipes ? 0 : O_NONBLOCK))
    guard descriptor >= 0 else {
      throw FileError(action: .read, path: path, systemError: -descriptor)
    }
    defer { _ = FileDescriptor.close(descriptor) }

    var information = stat()
    guard fstat(descriptor, &information) == 0 else {
      throw FileError(action: .read, path: path, systemError: errno)
    }
    switch information.st_mode & S_IFMT {
    case S_IFREG:
      guard information.st_size <= maximumCount else {
        throw FileError(code: .tooLarge, action: .read, path: path)
      }
      return try readRegular(descriptor, path: path, count: Int(information.st_size))
    case S_IFDIR:
      throw FileError(code: .isDirectory, action: .read, path: path)
    default:
      guard allowsPipes else {
        throw FileError(code: .notRegularFile, action: .read, path: path)
      }
      return try readStream(descriptor, path: path, maximumCount: maximumCount)
    }
  }

  private static func readRegular(
    _ descriptor: Int32, path: String, count: Int
  ) throws(FileError) -> [UInt8] {
    var status: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      status = FileDescriptor.read(descriptor, into: UnsafeMutableRawBufferPointer(buffer), at: 0)
      initialized = status == 0 ? count : 0
    }
    if status != 0 { throw FileError(action: .read, path: path, systemError: -status) }
    return bytes
  }

  private static func readStream(
    _ descriptor: Int32, path: String, maximumCount: Int
  ) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Foundation.read(descriptor, &piece, piece.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw FileError(action: .read, path: path, systemError: errno)
      }
      if count == 0 { return bytes }
      guard bytes.count + count <= maximumCount else {
        throw FileError(code: .tooLarge, action: .read, path: path)
      }
      bytes += piece[..<count]
    }
  }
}
