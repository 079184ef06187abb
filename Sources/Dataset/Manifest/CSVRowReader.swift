import SwiftCSV

/// Cuts a table into rows with their line numbers and lets SwiftCSV parse each.
struct CSVRowReader {
  struct Row {
    let line: Int
    var fields: [String]
    /// `raggedRow` or `malformedQuotes`.
    var problem: ManifestProblem.Kind?
  }

  /// No field of a table of labels is longer: more means that a quote was never closed.
  private static let maximumRowByteCount = 1 << 16

  private let bytes: [UInt8]
  private var position = 0
  private var line = 1
  private var delimiter: CSVDelimiter = .comma

  /// - Parameter bytes: UTF-8 without a byte order mark; invalid sequences become U+FFFD.
  init(bytes: [UInt8]) {
    self.bytes = bytes
    let start = bytes.drop { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
    let firstLine = start.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    delimiter = .guessed(string: String(decoding: firstLine, as: UTF8.self))
  }

  /// The next row that is not blank; nil at the end.
  ///
  /// A row over several lines (quoted line breaks) that turns out broken is given up after its
  /// first line, so that a stray quote does not swallow the rows after it.
  mutating func next(fieldCount: Int?) -> Row? {
    while position < bytes.count {
      let row = extent(quoted: true)
      let firstLine = extent(quoted: false)
      var problem: ManifestProblem.Kind?
      var fields: [String] = []
      if let row, let parsed = parse(bytes[position..<row.end]) {
        fields = parsed
        if fields.allSatisfy(\.isEmpty), fields.count <= 1 {
          advance(to: row)
          continue
        }
        if let fieldCount {
          problem = fit(&fields, to: fieldCount)
          if row.lineCount > 1, swallowsRows(row, fieldCount: fieldCount) {
            problem = .malformedQuotes
          }
        }
      } else {
        problem = .malformedQuotes
      }
      let here = line
      if problem != nil, let firstLine {
        advance(to: firstLine)
      } else if let row {
        advance(to: row)
      }
      return Row(line: here, fields: fields, problem: problem)
    }
    return nil
  }

  /// Where a row ends, where the next begins and how many lines lie between.
  private struct Extent {
    var end: Int
    var next: Int
    var lineCount: Int
  }

  private mutating func advance(to extent: Extent) {
    position = extent.next
    line += extent.lineCount
  }

  /// The row at the current position; nil where a quote is not closed. Without `quoted`, line
  /// breaks count inside quotes too, so there is always one.
  private func extent(quoted: Bool) -> Extent? {
    var isInsideQuotes = false
    var lineCount = 1
    var index = position
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\""), quoted {
        isInsideQuotes.toggle()
      } else if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        var next = index + 1
        if byte == UInt8(ascii: "\r"), next < bytes.count, bytes[next] == UInt8(ascii: "\n") {
          next += 1
        }
        if !isInsideQuotes { return Extent(end: index, next: next, lineCount: lineCount) }
        if index - position > Self.maximumRowByteCount { return nil }
        lineCount += 1
        index = next
        continue
      }
      index += 1
    }
    return isInsideQuotes
      ? nil : Extent(end: bytes.count, next: bytes.count, lineCount: lineCount)
  }

  private func parse(_ row: ArraySlice<UInt8>) -> [String]? {
    // SwiftCSV drops an empty last field of a text that does not end its line.
    let text = String(decoding: row, as: UTF8.self) + "\n"
    // The whole row is taken as a header, which SwiftCSV keeps as it is.
    let table = try? CSV<Enumerated>(string: text, delimiter: delimiter, loadColumns: false)
    return table?.header.map { String($0.drop(while: \.isWhitespace).trimmedEnd) }
  }

  /// Whether a quoted field holds a line with as many delimiters as a whole row: rather two stray
  /// quotes with rows between them than a text somebody wrote.
  private func swallowsRows(_ row: Extent, fieldCount: Int) -> Bool {
    let delimiter = delimiter.rawValue.asciiValue ?? UInt8(ascii: ",")
    let lines = bytes[position..<row.end].split {
      $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r")
    }
    return lines.dropFirst().contains { line in
      line.count { $0 == delimiter } >= max(fieldCount - 1, 1)
    }
  }

  /// Spreadsheets append empty fields; anything else that does not fit is a problem.
  private func fit(_ fields: inout [String], to count: Int) -> ManifestProblem.Kind? {
    while fields.count > count, fields.last == "" { fields.removeLast() }
    return fields.count == count ? nil : .raggedRow
  }
}

extension Substring {
  fileprivate var trimmedEnd: Substring {
    var end = endIndex
    while end > startIndex, self[index(before: end)].isWhitespace { end = index(before: end) }
    return self[..<end]
  }
}
