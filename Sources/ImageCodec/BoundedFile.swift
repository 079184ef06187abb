#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#endif

/// Reads a whole file whose size is known and allowed before a byte of it is read.
enum BoundedFile {
  /// - Throws: `notFound`, `notAFile`, `unreadable`, `empty` or `tooLarge`, each naming the path.
  static func contents(ofFile path: String, maximumBytes: Int) throws(ImageCodecError) -> [UInt8] {
    do throws(ImageCodecError) {
      // A C string would end there and name another file.
      guard !path.utf8.contains(0) else {
        throw ImageCodecError(.notFound, "a file's name cannot hold a zero byte; correct the name")
      }
      // Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
      let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
      guard descriptor >= 0 else { throw openingError(errno) }
      defer { close(descriptor) }
      let size = try regularFileSize(descriptor, maximumBytes: maximumBytes)
      return try contents(of: descriptor, size: size)
    } catch {
      throw error.at(path: path)
    }
  }

  private static func openingError(_ number: Int32) -> ImageCodecError {
    switch number {
    case ENOENT, ENOTDIR:
      ImageCodecError(.notFound, "there is no such file; check the name")
    case EACCES, EPERM:
      ImageCodecError(.unreadable, "the file may not be read; check its permissions")
    case ENXIO, ENODEV:
      ImageCodecError(.notAFile, "this is a socket or a device; name a JPEG or PNG file")
    default:
      ImageCodecError(.unreadable, "the file cannot be opened", cause: systemMessage(number))
    }
  }

  private static func regularFileSize(
    _ descriptor: Int32, maximumBytes: Int
  ) throws(ImageCodecError) -> Int {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw ImageCodecError(
        .unreadable, "the file cannot be examined", cause: systemMessage(errno))
    }
    let kind = status.st_mode & S_IFMT
    guard kind == S_IFREG else {
      let name =
        switch kind {
        case S_IFDIR: "a directory"
        case S_IFIFO: "a pipe"
        case S_IFSOCK: "a socket"
        default: "a device"
        }
      throw ImageCodecError(.notAFile, "this is \(name); name a JPEG or PNG file")
    }
    let size = Int(status.st_size)
    guard size > 0 else { throw .noBytes }
    guard size <= maximumBytes else { throw .tooManyBytes(size, limit: maximumBytes) }
    return size
  }

  private static func contents(
    of descriptor: Int32, size: Int
  ) throws(ImageCodecError) -> [UInt8] {
    var failure: ImageCodecError?
    // One byte of room to spare shows a file that grew after it was examined.
    let bytes = [UInt8](unsafeUninitializedCapacity: size + 1) { buffer, filled in
      while filled < size + 1 {
        let remaining = UnsafeMutableBufferPointer(rebasing: buffer[filled..<(size + 1)])
        let count = read(descriptor, remaining.baseAddress, remaining.count)
        if count > 0 {
          filled += count
        } else if count == 0 {
          return
        } else if errno != EINTR {
          failure = ImageCodecError(
            .unreadable, "reading the file failed", cause: systemMessage(errno))
          return
        }
      }
      failure = ImageCodecError(
        .unreadable, "the file grew while it was read; try again when it is complete")
    }
    if let failure { throw failure }
    guard !bytes.isEmpty else { throw .noBytes }
    return bytes
  }

  private static func systemMessage(_ number: Int32) -> String {
    String(cString: strerror(number))
  }
}
