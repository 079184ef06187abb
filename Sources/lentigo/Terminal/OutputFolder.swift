import Dataset
import Files
import Foundation

/// Makes folders for results before long work.
enum OutputFolder {
  /// Makes the folder at `path`, with those above it, unless it is there.
  ///
  /// - Throws: `FileError` where it cannot be made or may not be written to.
  static func make(_ path: String) throws(FileError) {
    var information = stat()
    if stat(path, &information) == 0 {
      guard information.st_mode & S_IFMT == S_IFDIR else {
        throw FileError(action: .write, path: path, systemError: ENOTDIR)
      }
    } else {
      let parent = FilePath.folder(of: path)
      if !parent.isEmpty, parent != path { try make(parent) }
      guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
        throw FileError(action: .write, path: path, systemError: errno)
      }
    }
    guard access(path, W_OK) == 0 else {
      throw FileError(action: .write, path: path, systemError: errno)
    }
  }
}
