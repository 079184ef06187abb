import Files

/// The image files of one folder, by name without extension.
struct ImageDirectory: Sendable {
  struct Entry: Sendable {
    /// File name with extension.
    let file: String
    /// Further files of the same name with another extension.
    var others: [String] = []
  }

  /// In order of preference.
  private static let extensions = ["jpg", "jpeg", "png"]

  let path: String
  private(set) var entries: [String: Entry] = [:]

  init(path: String) throws(DatasetError) {
    self.path = path
    var ranked: [String: [(rank: Int, file: String)]] = [:]
    for file in try DirectoryListing.names(in: path) where !file.hasPrefix(".") {
      guard let (stem, rank) = Self.split(file) else { continue }
      ranked[stem, default: []].append((rank, file))
    }
    for (stem, files) in ranked {
      // The listing is sorted and so is this, stably, hence the choice never depends on the disk.
      let sorted = files.sorted { ($0.rank, $0.file) < ($1.rank, $1.file) }.map(\.file)
      entries[stem] = Entry(file: sorted[0], others: Array(sorted.dropFirst()))
    }
  }

  subscript(imageName: String) -> Entry? { entries[imageName] }

  func path(of entry: Entry) -> String { path + "/" + entry.file }

  /// `name` without an image's extension, in any case.
  static func stem(_ name: String) -> String {
    split(name)?.stem ?? name
  }

  private static func split(_ file: String) -> (stem: String, rank: Int)? {
    guard let dot = file.lastIndex(of: "."), dot > file.startIndex else { return nil }
    let ending = file[file.index(after: dot)...].lowercased()
    guard let rank = extensions.firstIndex(of: ending) else { return nil }
    return (String(file[..<dot]), rank)
  }
}
