import Foundation

/// Writes whole files so that a reader finds the old bytes or the new ones, never a part.
///
/// The bytes go to a temporary file in the same folder, are forced to the disk, and take the name
/// in one step; then the folder is forced to the disk as well. On Linux the temporary has no name
/// until it is complete, so that a process killed while it writes leaves nothing behind; elsewhere
/// it may leave a hidden file that ends in `.part`.
public enum AtomicFile {
  /// Replaces the file at `path` by `bytes`, or creates it.
  ///
  /// A link at `path` is followed, and the file it points to is replaced; an existing file's
  /// permissions are kept. A device or pipe (`/dev/stdout`) is written directly.
  /// - Throws: `FileError` naming `path`; the file then still has its old bytes (or does not
  ///   exist) and the temporary is gone.
  public static func write(
    _ bytes: UnsafeRawBufferPointer, to path: String
  ) throws(FileError) {
    try write(bytes, to: path, prefersUnnamed: true)
  }

  /// The same, where needed with a temporary that has a name from the start, as on systems that
  /// know no other.
  package static func write(
    _ bytes: UnsafeRawBufferPointer, to path: String, prefersUnnamed: Bool
  ) throws(FileError) {
    let target = destination(of: path)
    var information = stat()
    var mode: mode_t?
    if stat(target, &information) == 0 {
      switch information.st_mode & S_IFMT {
      case S_IFDIR: throw FileError(code: .isDirectory, action: .write, path: path)
      case S_IFREG: mode = information.st_mode & 0o7777
      default: return try writeDirectly(bytes, to: target)
      }
    }
    let status = replace(target, by: bytes, mode: mode, prefersUnnamed: prefersUnnamed)
    if status != 0 { throw FileError(action: .write, path: path, systemError: -status) }
  }

  /// Replaces the file at `path` by `bytes`, or creates it: see `write(_:to:)` on raw buffers.
  public static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    try bytes.withUnsafeBytes { buffer in
      Result { () throws(FileError) in try write(buffer, to: path) }
    }.get()
  }

  /// Replaces the file at `path` by `data`, or creates it: see `write(_:to:)` on raw buffers.
  public static func write(_ data: Data, to path: String) throws(FileError) {
    try data.withUnsafeBytes { buffer in
      Result { () throws(FileError) in try write(buffer, to: path) }
    }.get()
  }

  /// Replaces the file at `path` by `text` in UTF-8, or creates it: see `write(_:to:)` on raw
  /// buffers.
  public static func write(_ text: String, to path: String) throws(FileError) {
    try write(Array(text.utf8), to: path)
  }

  /// Where a link leads; a name that does not exist yet is its own destination.
  private static func destination(of path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private static func writeDirectly(
    _ bytes: UnsafeRawBufferPointer, to path: String
  ) throws(FileError) {
    let descriptor = FileDescriptor.open(path, O_WRONLY)
    var status = min(descriptor, 0)
    if descriptor >= 0 {
      status = FileDescriptor.write(descriptor, bytes)
      let closed = FileDescriptor.close(descriptor)
      if status == 0 { status = closed }
    }
    if status != 0 { throw FileError(action: .write, path: path, systemError: -status) }
  }

  /// Returns 0 or the negated `errno`.
  private static func replace(
    _ target: String, by bytes: UnsafeRawBufferPointer, mode: mode_t?, prefersUnnamed: Bool
  ) -> Int32 {
    let directory = FilePath.folder(of: target)
    let folder = directory.isEmpty ? "." : directory
    let name = FilePath.name(of: target)
    let suffix = String(UInt64.random(in: .min ... .max), radix: 36)
    // The name is cut so that the longest allowed file name still leaves room for the suffix.
    let temporary = "\(folder)/.\(name.prefix(60)).\(suffix).part"

    var hasName = false
    var descriptor = prefersUnnamed ? FileDescriptor.openUnnamed(in: folder) : -ENOTSUP
    if descriptor < 0 {
      descriptor = FileDescriptor.open(temporary, O_WRONLY | O_CREAT | O_EXCL)
      hasName = descriptor >= 0
    }
    if descriptor < 0 { return descriptor }

    var status = FileDescriptor.write(descriptor, bytes)
    if status == 0, let mode, fchmod(descriptor, mode) != 0 { status = -errno }
    if status == 0 { status = FileDescriptor.synchronize(descriptor) }
    if status == 0, !hasName {
      status = FileDescriptor.link(descriptor, to: temporary)
      hasName = status == 0
    }
    let closed = FileDescriptor.close(descriptor)
    if status == 0 { status = closed }
    if status == 0, rename(temporary, target) != 0 { status = -errno }
    if status != 0 {
      if hasName { unlink(temporary) }
      return status
    }
    synchronizeDirectory(folder)
    return 0
  }

  /// The new name is already visible to every reader, so a file system that cannot force its
  /// folders to the disk is no reason to report a failure.
  private static func synchronizeDirectory(_ path: String) {
    let descriptor = FileDescriptor.open(path, O_RDONLY | O_DIRECTORY)
    guard descriptor >= 0 else { return }
    _ = FileDescriptor.synchronize(descriptor)
    _ = FileDescriptor.close(descriptor)
  }
}
