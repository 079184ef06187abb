import Foundation

/// What is in a folder.
public enum DirectoryListing {
  /// The names of all entries, hidden ones too, in byte order.
  /// - Throws: `FileError`.
  public static func entries(in path: String) throws(FileError) -> [String] {
    guard let stream = opendir(path) else {
      throw FileError(action: .list, path: path, systemError: errno)
    }
    defer { closedir(stream) }
    var names: [String] = []
    errno = 0
    while let entry = readdir(stream) {
      // The name is a C array in place, longer than its declared size on some systems.
      let offset = MemoryLayout<dirent>.offset(of: \dirent.d_name) ?? 0
      let start = UnsafeRawPointer(entry) + offset
      let name = String(cString: start.assumingMemoryBound(to: CChar.self))
      if name != ".", name != ".." { names.append(name) }
      errno = 0
    }
    guard errno == 0 else { throw FileError(action: .list, path: path, systemError: errno) }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Whether `path` is a folder, or a link to one.
  public static func isDirectory(_ path: String) -> Bool {
    var information = stat()
    return stat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFDIR
  }
}
