import Dataset
import Foundation

/// Pictures of which it is known what should be said of them: a folder with `manifest.csv`, which has the
/// columns `file`, `expected` and, for groups, `kind`.
public struct ExpectationList: Sendable {
  /// One picture.
  public struct Entry: Sendable, Equatable {
    /// As the list has it, relative to the folder.
    public let file: String
    /// What is wrong with it, in the list's words; empty where the list does not say.
    public let kind: String
    public let expectation: Expectation
  }

  public let folder: String
  public let entries: [Entry]
  /// Rows that cannot be used, such as "line 3: ...".
  public let problems: [String]

  /// The list's name in its folder.
  public static let fileName = "manifest.csv"

  /// - Throws: `DatasetError` where the list cannot be read, lacks a column or has no usable row.
  public init(folder: String) throws(DatasetError) {
    self.folder = folder
    let path = (folder as NSString).appendingPathComponent(Self.fileName)
    let table = try CSVTable(path: path)
    guard let file = table.column("file"), let expected = table.column("expected") else {
      throw DatasetError(
        code: .badHeader,
        message: "\(path) needs the columns file and expected; it has "
          + "\(table.header.joined(separator: ", ")).", path: path)
    }
    let kind = table.column("kind")
    var problems = table.problems.map { "line \($0.line): \($0.message)" }
    entries = table.rows.compactMap { row in
      guard let expectation = Expectation(rawValue: row.fields[expected]) else {
        problems.append(
          "line \(row.line): '\(row.fields[expected])' is none of "
            + Expectation.allCases.map(\.rawValue).joined(separator: ", "))
        return nil
      }
      // Nothing outside of the folder is read on the list's word.
      guard !row.fields[file].isEmpty, !row.fields[file].contains("/") else {
        problems.append("line \(row.line): '\(row.fields[file])' is no file of the folder")
        return nil
      }
      return Entry(
        file: row.fields[file], kind: kind.map { row.fields[$0] } ?? "", expectation: expectation)
    }
    self.problems = problems
    guard !entries.isEmpty else {
      throw DatasetError(
        code: .noUsableRows, message: "Not one row of \(path) can be used.", path: path)
    }
  }
}
