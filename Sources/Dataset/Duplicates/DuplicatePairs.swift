/// Pairs of images that show the same picture.
public enum DuplicatePairs {
  /// Groups of two or more indices whose files have the same bytes, each in ascending order, the
  /// groups by their first index.
  /// - Parameter hashes: one for each image; nil (a file that could not be read) matches nothing.
  public static func identical(_ hashes: [ContentHash?]) -> [[Int]] {
    var groups: [ContentHash: [Int]] = [:]
    for (index, hash) in hashes.enumerated() {
      if let hash { groups[hash, default: []].append(index) }
    }
    return groups.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
  }

  /// Pairs of a published list, such as `ISIC_2020_Training_Duplicates.csv`, as indices.
  ///
  /// The list's first two columns name the images (`image_name_1`, `image_name_2`). Pairs with an
  /// image that is not among the records are left out, since nothing can leak through them.
  /// - Throws: `DatasetError` where the list cannot be read.
  public static func listed(
    in path: String, among records: [LesionRecord]
  ) throws(DatasetError) -> [(Int, Int)] {
    let table = try CSVTable(path: path)
    guard table.header.count >= 2 else {
      throw DatasetError(
        code: .badHeader, message: "\(path) needs the columns image_name_1 and image_name_2.",
        path: path)
    }
    let first = table.column("image_name_1") ?? 0
    let second = table.column("image_name_2") ?? 1
    let indices = Dictionary(
      records.indices.map { (records[$0].imageName, $0) }, uniquingKeysWith: { first, _ in first })
    return table.rows.compactMap { row in
      guard let a = indices[ImageDirectory.stem(row.fields[first])],
        let b = indices[ImageDirectory.stem(row.fields[second])], a != b
      else { return nil }
      return (min(a, b), max(a, b))
    }
  }
}
