/// Ready-made folds: a table with the columns `image_name` and `fold` (a whole number).
public struct FoldTable: Sendable, Equatable {
  /// The fold of each image.
  public let folds: [String: Int]
  /// Rows that could not be used. An image in two folds is in none.
  public let problems: [ManifestProblem]

  public init(folds: [String: Int], problems: [ManifestProblem] = []) {
    self.folds = folds
    self.problems = problems
  }

  /// Reads the table at `path`; columns other than the two are ignored.
  /// - Throws: `DatasetError` where the file cannot be read, lacks a column or has no usable row.
  public static func load(_ path: String) throws(DatasetError) -> FoldTable {
    let table = try CSVTable(path: path)
    let nameColumn = try LabelReader.nameColumn(of: table, path: path)
    guard let foldColumn = table.column("fold") else {
      throw DatasetError(
        code: .badHeader,
        message: "\(path) has no column fold; its columns are: "
          + table.header.joined(separator: ", ") + ".",
        path: path)
    }
    var problems = table.problems
    var folds: [String: Int] = [:]
    var contradicting: Set<String> = []
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
      let field = row.fields[foldColumn]
      guard let fold = Int(field) ?? Double(field).flatMap(Int.init(exactly:)) else {
        note(
          field.isEmpty ? .missingLabel : .invalidLabel, "the fold '\(field)' is no whole number")
        continue
      }
      if let other = folds[name], other != fold {
        contradicting.insert(name)
        note(.contradictingDuplicate, "the image is in folds \(other) and \(fold)")
      } else {
        folds[name] = fold
      }
    }
    for name in contradicting { folds[name] = nil }
    guard !folds.isEmpty else {
      throw DatasetError(
        code: .noUsableRows, message: "Not one row of \(path) can be used.", path: path)
    }
    return FoldTable(folds: folds, problems: problems.sorted { $0.line < $1.line })
  }

  /// The folds that occur, ascending.
  public var foldNumbers: [Int] { Set(folds.values).sorted() }
}
