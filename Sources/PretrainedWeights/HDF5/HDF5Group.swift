import CHDF5Reader

/// A group of an HDF5 file: members that are groups or datasets, and attributes.
///
/// Members are reached by hard links only: soft and external links, which may lead to any file of
/// the machine, are refused.
struct HDF5Group {
  /// What a group may hold.
  enum Member {
    case group(HDF5Group)
    case dataset(HDF5Dataset)
  }

  let connection: HDF5Connection
  /// The way from the root: `model_weights/conv`, empty for the root itself.
  let path: String

  /// The root of the file at `path`.
  static func root(ofFile path: String) throws(HDF5Problem) -> HDF5Group {
    HDF5Group(connection: try HDF5Connection(path: path), path: "")
  }

  /// What lies at the end of a way of names between slashes, as weights are named in Keras files,
  /// or nil where there is nothing.
  func member(at way: String) throws(HDF5Problem) -> Member? {
    guard way.split(separator: "/").count <= HDF5Limits.depth else {
      throw HDF5Problem(.refused, "'\(way.prefix(100))' lies too deep")
    }
    guard !way.isEmpty else { return nil }
    let place = path.isEmpty ? way : "\(path)/\(way)"
    let answer = try connection.ask(HDF5_KIND, path: place)
    guard answer.status == HDF5_OK else { return nil }
    switch answer.bytes.first {
    case 1: return .group(HDF5Group(connection: connection, path: place))
    case 2: return .dataset(try HDF5Dataset(connection: connection, path: place))
    default: return nil
    }
  }

  /// The group at the end of a way of names, or nil where there is none.
  func group(_ way: String) throws(HDF5Problem) -> HDF5Group? {
    guard case .group(let group) = try member(at: way) else { return nil }
    return group
  }

  /// The names of all members, in the order of their bytes.
  func names() throws(HDF5Problem) -> [String] {
    let answer = try connection.ask(HDF5_NAMES, path: path)
    return answer.bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
  }
}
