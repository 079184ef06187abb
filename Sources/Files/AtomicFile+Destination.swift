import Foundation

extension AtomicFile {
  /// Finds out before long work whether its result could be written to `path` at all.
  ///
  /// - Throws: `FileError` where `path` is empty or a folder, or lies in one that does not exist or
  ///   may not be written to.
  package static func checkDestination(_ path: String) throws(FileError) {
    var information = stat()
    if stat(path, &information) == 0 {
      switch information.st_mode & S_IFMT {
      case S_IFDIR: throw FileError(code: .isDirectory, action: .write, path: path)
      case S_IFREG: break
      // A device such as /dev/stdout takes bytes whatever its folder allows.
      default: return
      }
    }
    let parent = FilePath.folder(of: path)
    let folder = parent.isEmpty ? "." : parent
    let isMissing = path.isEmpty || path.hasSuffix("/")
    guard !isMissing, access(folder, W_OK) == 0 else {
      throw FileError(action: .write, path: path, systemError: isMissing ? ENOENT : errno)
    }
    guard DirectoryListing.isDirectory(folder) else {
      throw FileError(action: .write, path: path, systemError: ENOTDIR)
    }
  }
}
