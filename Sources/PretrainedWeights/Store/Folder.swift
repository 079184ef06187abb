import Files
import Foundation

/// Makes folders.
enum Folder {
  /// Makes the folder at `path`, with those above it, unless it is there.
  ///
  /// - Throws: `FileError`.
  static func make(_ path: String) throws(FileError) {
    if DirectoryListing.isDirectory(path) { return }
    let parent = FilePath.folder(of: path)
    if !parent.isEmpty, parent != path { try make(parent) }
    guard mkdir(path, 0o777) == 0 || DirectoryListing.isDirectory(path) else {
      throw FileError(action: .write, path: path, systemError: errno)
    }
  }

  /// Forces the names in the folder to the disk. Where the file system cannot, the file is there all
  /// the same, and only a power cut could take its name.
  static func synchronize(_ path: String) {
    let descriptor = FileDescriptor.open(path.isEmpty ? "." : path, O_RDONLY)
    guard descriptor >= 0 else { return }
    _ = FileDescriptor.synchronize(descriptor)
    _ = FileDescriptor.close(descriptor)
  }
}
