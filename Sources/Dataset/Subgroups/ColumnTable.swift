/// Columns about images that lie in a table of their own, such as `source_repo` in a table of folds.
public struct ColumnTable: Sendable {
  public let path: String
  /// Names of the columns in lower case, that of the images left out.
  public let columns: [String]
  /// Rows that could not be used; where two rows of an image differ, the field is taken as unknown.
  public let problems: [ManifestProblem]
  /// The fields of each image, in the order of ``columns``; nil where unknown.
  private let fields: [String: [String?]]

  /// Reads the table at `path`, which needs a column `image_name` (or `image`, `image_id`, `isic_id`).
  ///
  /// - Throws: `DatasetError` where the file cannot be read, lacks the column or has no usable row.
  public static func load(_ path: String) throws(DatasetError) -> ColumnTable {
    let table = try CSVTable(path: path)
    let nameColumn = try LabelReader.nameColumn(of: table, path: path)
    var problems = table.problems
    var fields: [String: [String?]] = [:]
    for row in table.rows {
      let name = ImageDirectory.stem(row.fields[nameColumn])
      func note(_ kind: ManifestProblem.Kind, _ message: String) {
        problems.append(
          ManifestProblem(
            kind: kind, line: row.line, imageName: name.isEmpty ? nil : name, message: message))
      }
      guard !name.isEmpty else {
        note(.missingName, "no image name")
        continue
      }
      let values = row.fields.enumerated().filter { $0.offset != nameColumn }
        .map { LabelReader.known($0.element) }
      guard let known = fields[name] else {
        fields[name] = values
        continue
      }
      if known != values {
        note(.contradictingDuplicate, "the image is in the table before, with other values")
        fields[name] = zip(known, values).map { $0 == $1 ? $0 : nil }
      }
    }
    guard !fields.isEmpty else {
      throw DatasetError(
        code: .noUsableRows, message: "Not one row of \(path) can be used.", path: path)
    }
    var columns = table.header
    columns.remove(at: nameColumn)
    return ColumnTable(
      path: path, columns: columns, problems: problems.sorted { $0.line < $1.line },
      fields: fields)
  }

  /// The field of each record in the first column of that name, in lower case; nil where it is
  /// unknown or the record not in the table.
  ///
  /// - Returns: nil where the table has no such column.
  public func values(of column: String, for records: [LesionRecord]) -> [String?]? {
    guard let position = columns.firstIndex(of: column) else { return nil }
    return records.map { fields[$0.imageName].flatMap { $0[position] } }
  }
}
