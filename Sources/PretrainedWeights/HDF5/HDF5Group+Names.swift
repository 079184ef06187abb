import CHDF5Reader

extension HDF5Group {
  /// A list of names in an attribute.
  enum NameList {
    /// There is no such attribute.
    case absent
    /// The names are strings of variable length. The library trusts the lengths that a file claims
    /// for them and writes beyond its memory, so they are not read.
    case variable
    case names([String])
  }

  /// The names in the attribute `key`, or, as Keras writes lists of more than 64 KiB, in `key0`,
  /// `key1` and so on.
  func nameList(_ key: String) throws(HDF5Problem) -> NameList {
    let whole = try nameChunk(key)
    guard case .absent = whole else { return whole }
    var names: [String] = []
    for index in 0..<HDF5Limits.nameChunks {
      switch try nameChunk("\(key)\(index)") {
      case .absent: return index == 0 ? .absent : .names(names)
      case .variable: return .variable
      case .names(let more): names += more
      }
      guard names.count <= HDF5Limits.names else { break }
    }
    throw HDF5Problem(.refused, "the list '\(key)' of the group '\(path)' has no end")
  }

  private func nameChunk(_ key: String) throws(HDF5Problem) -> NameList {
    let answer = try connection.ask(HDF5_STRINGS, path: path, name: key)
    switch answer.status {
    case HDF5_ABSENT: return .absent
    case HDF5_VARIABLE: return .variable
    default: break
    }
    return .names(try HDF5Answer.names(answer.bytes, path: path))
  }
}
