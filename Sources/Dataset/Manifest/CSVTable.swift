import Files
import Foundation
import SwiftCSV

/// A table with a header, read row by row so that a broken row costs only itself.
///
/// The rows are told apart here, SwiftCSV parses each: handed the whole file it would give no line
/// numbers, pad or cut ragged rows without a word, and refuse everything for one stray quote.
package struct CSVTable: Sendable {
  package struct Row: Sendable, Equatable {
    /// First line of the row, from 1.
    package let line: Int
    /// As many fields as the header has, without spaces around them.
    package let fields: [String]
  }

  /// Column names in lower case.
  package let header: [String]
  package let rows: [Row]
  package let problems: [ManifestProblem]

  /// Reads the file at `path`: UTF-8 or, with a byte order mark, UTF-16; any line ends; separated
  /// by commas, semicolons or tabs.
  package init(path: String) throws(DatasetError) {
    do throws(FileError) {
      self.init(bytes: try FileBytes.read(path, maximumCount: 1 << 28, allowsPipes: true))
    } catch {
      throw DatasetError(unreadable: error)
    }
  }

  init(bytes: [UInt8]) {
    var reader = CSVRowReader(bytes: Self.utf8(bytes))
    var problems: [ManifestProblem] = []
    var rows: [Row] = []
    header = (reader.next(fieldCount: nil)?.fields ?? []).map { $0.lowercased() }
    while let row = reader.next(fieldCount: header.count) {
      if let kind = row.problem {
        problems.append(Self.problem(kind, row: row, header: header))
      } else {
        rows.append(Row(line: row.line, fields: row.fields))
      }
    }
    self.rows = rows
    self.problems = problems
  }

  /// The position of the first of `names` that the header has.
  package func column(_ names: String...) -> Int? {
    for name in names {
      if let column = header.firstIndex(of: name) { return column }
    }
    return nil
  }

  private static func problem(
    _ kind: ManifestProblem.Kind, row: CSVRowReader.Row, header: [String]
  ) -> ManifestProblem {
    let message =
      kind == .raggedRow
      ? "\(row.fields.count) fields where the header has \(header.count)"
      : "the quotes of this line do not pair up"
    return ManifestProblem(kind: kind, line: row.line, message: message)
  }

  private static func utf8(_ bytes: [UInt8]) -> [UInt8] {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return Array(bytes.dropFirst(3)) }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]),
      let text = String(bytes: bytes, encoding: .utf16)
    {
      return Array(text.utf8)
    }
    return bytes
  }
}
