import Files
import Foundation

/// A file that is being written beside the one that it will be, with the hash of what is in it.
///
/// One process at a time owns it; it outlives its process, so that the next one can go on.
final class PartFile {
  let path: String
  private var descriptor: Int32
  private let hash = MD5()
  /// Bytes in the file, all of them in the hash.
  private(set) var count = 0

  /// Opens or makes the file.
  ///
  /// - Throws: `FileError`; nil is returned where another process owns the file.
  static func open(_ path: String) throws(FileError) -> PartFile? {
    while true {
      let descriptor = FileDescriptor.open(path, O_RDWR | O_CREAT | O_NOFOLLOW)
      guard descriptor >= 0 else {
        throw FileError(action: .write, path: path, systemError: -descriptor)
      }
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        let status = errno
        letGo(descriptor)
        if status == EWOULDBLOCK { return nil }
        throw FileError(action: .write, path: path, systemError: status)
      }
      // Its owner may have given it its final name between the two calls: then begin anew.
      var (opened, named) = (stat(), stat())
      if fstat(descriptor, &opened) == 0, stat(path, &named) == 0, opened.st_ino == named.st_ino,
        opened.st_dev == named.st_dev
      {
        let file = PartFile(path, descriptor)
        try file.hashWhatIsThere(Int(opened.st_size))
        return file
      }
      letGo(descriptor)
    }
  }

  /// Unlocks and closes: a process that was forked meanwhile may hold a copy of the descriptor, and
  /// with it the lock.
  private static func letGo(_ descriptor: Int32) {
    flock(descriptor, LOCK_UN)
    _ = FileDescriptor.close(descriptor)
  }

  private init(_ path: String, _ descriptor: Int32) {
    self.path = path
    self.descriptor = descriptor
  }

  deinit { release() }

  /// Lets another process have the file at once; a `Transfer` that is still ending may hold a
  /// reference for a while longer.
  func release() {
    if descriptor >= 0 { Self.letGo(descriptor) }
    descriptor = -1
  }

  private func hashWhatIsThere(_ size: Int) throws(FileError) {
    var piece = [UInt8](repeating: 0, count: 1 << 20)
    while count < size {
      let length = min(piece.count, size - count)
      let status = piece.withUnsafeMutableBytes { buffer in
        FileDescriptor.read(
          descriptor, into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<length]), at: count)
      }
      if status != 0 { throw FileError(action: .read, path: path, systemError: -status) }
      piece.withUnsafeBytes { hash.update(UnsafeRawBufferPointer(rebasing: $0[..<length])) }
      count += length
    }
  }

  func append(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    let status = FileDescriptor.write(descriptor, bytes, at: count)
    if status != 0 {
      // Whatever came through is no part of the hash.
      ftruncate(descriptor, off_t(count))
      throw FileError(action: .write, path: path, systemError: -status)
    }
    hash.update(bytes)
    count += bytes.count
  }

  /// Empties the file.
  func restart() throws(FileError) {
    guard ftruncate(descriptor, 0) == 0 else {
      throw FileError(action: .write, path: path, systemError: errno)
    }
    hash.reset()
    count = 0
  }

  /// The hash of the whole file; nothing may be appended any more.
  func finishHash() -> String { hash.finish() }

  /// Forces the bytes to the disk and gives the file its final name, in place of any other there.
  func finish(as target: String) throws(FileError) {
    try synchronize()
    guard rename(path, target) == 0 else {
      throw FileError(action: .write, path: target, systemError: errno)
    }
    Folder.synchronize(FilePath.folder(of: target))
  }

  /// The same where the name is free; false, with everything as it was, where it is not.
  func finish(asNew target: String) throws(FileError) -> Bool {
    try synchronize()
    // A second name can be given only where none is, whoever else tries at the same time.
    if link(path, target) == 0 {
      unlink(path)
    } else if errno == EEXIST {
      return false
    } else {
      // Some file systems give a file one name only; there a look before has to do.
      if access(target, F_OK) == 0 { return false }
      guard rename(path, target) == 0 else {
        throw FileError(action: .write, path: target, systemError: errno)
      }
    }
    Folder.synchronize(FilePath.folder(of: target))
    return true
  }

  private func synchronize() throws(FileError) {
    let status = FileDescriptor.synchronize(descriptor)
    if status != 0 { throw FileError(action: .write, path: path, systemError: -status) }
  }

  func remove() { unlink(path) }
}
