import Foundation

/// The few system calls the package needs, with retries after signals and `errno` as the result.
///
/// Every function returns 0 (or the opened descriptor) and otherwise the negated `errno`, so that
/// nothing between the call and the check can overwrite it.
package enum FileDescriptor {
  package static func open(_ path: String, _ flags: Int32, mode: mode_t = 0o666) -> Int32 {
    while true {
      let descriptor = Foundation.open(path, flags | O_CLOEXEC, mode)
      if descriptor >= 0 { return descriptor }
      if errno != EINTR { return -errno }
    }
  }

  /// Writes every byte at the current position.
  package static func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int32 {
    var written = 0
    while written < bytes.count {
      // One call moves less than 2 GiB on every system, so larger buffers go in pieces.
      let piece = min(bytes.count - written, 1 << 30)
      let count = Foundation.write(descriptor, bytes.baseAddress.map { $0 + written }, piece)
      if count < 0 {
        if errno == EINTR { continue }
        return -errno
      }
      written += count
    }
    return 0
  }

  /// Writes every byte at `offset`, leaving the current position alone.
  package static func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer, at offset: Int)
    -> Int32
  {
    var written = 0
    while written < bytes.count {
      let count = pwrite(
        descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written,
        off_t(offset + written))
      if count < 0 {
        if errno == EINTR { continue }
        return -errno
      }
      written += count
    }
    return 0
  }

  /// Fills the whole buffer from `offset`; a file that ends before is an input/output error.
  package static func read(
    _ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) -> Int32 {
    var done = 0
    while done < buffer.count {
      let count = pread(
        descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done, off_t(offset + done))
      if count < 0 {
        if errno == EINTR { continue }
        return -errno
      }
      if count == 0 { return -EIO }
      done += count
    }
    return 0
  }

  /// Forces the file's bytes to the disk.
  package static func synchronize(_ descriptor: Int32) -> Int32 {
    #if canImport(Darwin)
      // On Apple systems fsync leaves the bytes in the drive's cache.
      if fcntl(descriptor, F_FULLFSYNC) == 0 { return 0 }
    #endif
    while fsync(descriptor) != 0 {
      if errno == EINTR { continue }
      return -errno
    }
    return 0
  }

  package static func close(_ descriptor: Int32) -> Int32 {
    // Not retried after a signal: the descriptor is gone in any case and may already be reused.
    if Foundation.close(descriptor) == 0 || errno == EINTR { return 0 }
    return -errno
  }

  /// A file without a name in `directory`, which vanishes with its last descriptor however the
  /// process ends. Negative where the system or the file system has no such files.
  package static func openUnnamed(in directory: String) -> Int32 {
    #if os(Linux) || os(Android)
      // The flag is a compound macro, which Swift does not import.
      let unnamed = 0o20_000_000 | O_DIRECTORY
      return open(directory, unnamed | O_RDWR)
    #else
      return -ENOTSUP
    #endif
  }

  /// Gives the unnamed file a name, which must be free.
  package static func link(_ descriptor: Int32, to path: String) -> Int32 {
    #if os(Linux) || os(Android)
      let link = "/proc/self/fd/\(descriptor)"
      return linkat(AT_FDCWD, link, AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0 ? 0 : -errno
    #else
      return -ENOTSUP
    #endif
  }
}
