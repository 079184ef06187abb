import Foundation
import TestSupport

/// A Swift file of the package, read as text.
struct SourceFile {
  /// Such as `Sources/Screening/Verdict.swift`.
  let path: String
  /// The folder below `Sources`.
  let target: String
  let lines: [String]

  /// Every Swift file under `Sources`, sorted by path.
  static let all: [SourceFile] = {
    let root = SharedData.packageRoot + "/Sources"
    let names = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    return names.filter { $0.hasSuffix(".swift") }.sorted().compactMap { name in
      guard let text = try? String(contentsOfFile: "\(root)/\(name)", encoding: .utf8) else {
        return nil
      }
      return SourceFile(path: "Sources/\(name)", text: text)
    }
  }()

  init(path: String, text: String) {
    self.path = path
    target = String(path.split(separator: "/")[1])
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    self.lines = lines
  }

  /// Each module that the file imports, with its line, such as `Sources/A/B.swift:3`.
  var imports: [(module: String, place: String)] {
    code.compactMap { line, place in
      let pattern =
        /^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?import\s+(?:(?:typealias|struct|class|enum|protocol|let|var|func)\s+)?(\w+)/
      return line.firstMatch(of: pattern).map { (String($0.1), place) }
    }
  }

  /// Where any of the words stands in code. A word ends where no letter follows.
  func places(of words: [String]) -> [String] {
    code.flatMap { line, place in
      words.filter { word in
        line.ranges(of: word).contains { range in
          let before = line[..<range.lowerBound].last
          let after = line[range.upperBound...].first
          return !Self.continuesName(before)
            && !(word.last?.isLetter == true && Self.continuesName(after))
        }
      }.map { "\(place): \($0)" }
    }
  }

  private static func continuesName(_ character: Character?) -> Bool {
    guard let character else { return false }
    return character.isLetter || character.isNumber || character == "_"
  }

  /// Lines without comments. What stands in string literals counts as code, which does no harm.
  private var code: [(line: String, place: String)] {
    lines.enumerated().map { index, line in
      let end = line.firstRange(of: "//")?.lowerBound ?? line.endIndex
      return (String(line[..<end]), "\(path):\(index + 1)")
    }
  }
}
