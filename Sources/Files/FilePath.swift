/// The parts of a path as text, split at slashes.
///
/// Foundation's `deletingLastPathComponent` of a string crashes on Linux for a relative path of one
/// letter, such as `k`.
package enum FilePath {
  /// The folder that `path` lies in: `a/b` for `a/b/c` and for `a/b/c/`, `/` for `/a`, empty for `a`.
  package static func folder(of path: String) -> String {
    let bare = trimmed(path)
    guard let slash = bare.lastIndex(of: "/") else { return "" }
    return slash == bare.startIndex ? "/" : trimmed(String(bare[..<slash]))
  }

  /// The last part of `path`: `c` for `a/b/c` and for `a/b/c/`, `/` for `/`.
  package static func name(of path: String) -> String {
    let bare = trimmed(path)
    guard bare != "/", let slash = bare.lastIndex(of: "/") else { return bare }
    return String(bare[bare.index(after: slash)...])
  }

  /// Without slashes at the end, the root excepted.
  private static func trimmed(_ path: String) -> String {
    var bare = Substring(path)
    while bare.count > 1, bare.last == "/" { bare.removeLast() }
    return String(bare)
  }
}
