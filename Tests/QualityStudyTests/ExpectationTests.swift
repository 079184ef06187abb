import Dataset
import Evaluation
import Foundation
import LesionImage
import QualityStudy
import Screening
import TestSupport
import Testing

@Suite struct ExpectationTests {
  private func list(_ text: String) throws -> ExpectationList {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(text.utf8).write(to: folder.appendingPathComponent("manifest.csv"))
    return try ExpectationList(folder: folder.path)
  }

  @Test func listsAreRead() throws {
    let list = try list(
      """
      file,kind,source,expected
      a.jpg,blur,synthetic,reject_quality
      b.jpg,text,"a book, scanned",reject_not_lesion
      c.jpg,?,,maybe
      ../d.jpg,?,,error
      ,?,,error
      e.jpg,good,,accept

      """)
    #expect(list.entries.map(\.file) == ["a.jpg", "b.jpg", "e.jpg"])
    #expect(list.entries.map(\.expectation) == [.rejectQuality, .rejectNotALesion, .accept])
    #expect(list.entries.map(\.kind) == ["blur", "text", "good"])
    #expect(list.problems.count == 3)
    #expect(list.problems[0].hasPrefix("line 4: 'maybe' is none of accept, reject_quality"))
  }

  @Test func listsThatSayNothingAreRefused() {
    for text in ["", "file,kind\na.jpg,blur\n", "file,expected\na.jpg,maybe\n"] {
      #expect(throws: DatasetError.self) { try list(text) }
    }
    #expect(throws: DatasetError.self) { try ExpectationList(folder: "/no/such/folder") }
  }

  private static let refer = PictureAnswer(verdict: .refer)
  private static let advised = PictureAnswer(verdict: .noSign, hints: .colorCast)
  private static let turned = PictureAnswer(verdict: .noSign, wasTurned: true)
  private static let retake = PictureAnswer(verdict: .retake, issues: .flat, hints: .flat)
  private static let broken = PictureAnswer(verdict: nil, error: "the file is empty")

  /// Which of the five answers meet an expectation.
  @Test(arguments: [
    (QualityStudy.Expectation.accept, [true, true, true, false, false]),
    (.rejectQuality, [false, false, false, true, false]),
    (.rejectNotALesion, [false, false, false, true, false]),
    (.decode, [true, true, true, true, false]),
    (.decodeRotated, [false, false, true, false, false]),
    (.decodeOrError, [true, true, true, true, true]),
    (.error, [false, false, false, false, true]),
    (.errorOrReject, [false, false, false, true, true]),
    (.warn, [false, true, false, true, false]),
  ])
  func answersMeetExpectations(expectation: QualityStudy.Expectation, met: [Bool]) {
    let answers = [Self.refer, Self.advised, Self.turned, Self.retake, Self.broken]
    let found = answers.map { expectation.isMet(by: $0) }
    #expect(found == met)
  }

  @Test func groupsCount() throws {
    func entry(_ file: String, _ kind: String, _ expected: String) throws -> ExpectationList.Entry {
      try list("file,kind,expected\n\(file),\(kind),\(expected)\n").entries[0]
    }
    let findings = ExpectationFindings([
      (try entry("a", "dark", "reject_quality"), Self.retake),
      (try entry("b", "noise", "reject_quality"), Self.refer),
      (try entry("c", "noise", "reject_quality"), Self.broken),
      (try entry("d", "empty", "error"), Self.broken),
    ])
    let groups = findings.groups
    #expect(groups.map(\.expectation) == [.rejectQuality, .error])
    #expect(groups[0].met == Proportion(1, of: 3))
    #expect(groups[0].refer == 1 && groups[0].noSign == 0)
    #expect(groups[0].retake == 1 && groups[0].errors == 1)
    #expect(groups[0].issues.map(\.name) == ["flat"])
    #expect(findings.kinds.map { $0.kind ?? "" } == ["dark", "noise", "empty"])
    #expect(findings.missed.map(\.entry.file) == ["b", "c"])
  }
}
