import Evaluation
import Foundation
import LesionImage
import Parallelism
import Screening

/// What a model and the quality checks said of pictures of which it is known what should be said.
public struct ExpectationFindings: Sendable {
  /// In the order of the list.
  public let answers: [(entry: ExpectationList.Entry, answer: PictureAnswer)]

  /// Judges every picture of the list.
  ///
  /// - Parameter threads: nil takes one a core.
  public init(_ list: ExpectationList, by model: ScreeningModel, threads: Int? = nil) {
    let entries = list.entries
    let answers = Parallel.map(
      count: entries.count, workers: max(1, threads ?? Parallel.workerCount)
    ) { index in
      PictureAnswer(
        of: (list.folder as NSString).appendingPathComponent(entries[index].file),
        by: Screener(model))
    }
    self.init(Array(zip(entries, answers)))
  }

  package init(_ answers: [(entry: ExpectationList.Entry, answer: PictureAnswer)]) {
    self.answers = answers
  }

  /// Pictures of one expectation, or of one kind with it.
  public struct Group: Sendable {
    public let expectation: Expectation
    /// nil for all kinds together.
    public let kind: String?
    /// Those that got what is expected.
    public let met: Proportion
    public let refer, noSign, retake, errors: Int
    /// How often each issue was found, in the order of `QualityIssues.named`.
    public let issues: [(name: String, count: Int)]
  }

  /// One group an expectation that occurs.
  public var groups: [Group] {
    Expectation.allCases.compactMap { group($0, kind: nil) }
  }

  /// One group an expectation and kind, in the order of the list within an expectation.
  public var kinds: [Group] {
    Expectation.allCases.flatMap { expectation in
      var seen: [String] = []
      for (entry, _) in answers where entry.expectation == expectation {
        if !seen.contains(entry.kind) { seen.append(entry.kind) }
      }
      return seen.compactMap { group(expectation, kind: $0) }
    }
  }

  /// The pictures that did not get what is expected.
  public var missed: [(entry: ExpectationList.Entry, answer: PictureAnswer)] {
    answers.filter { !$0.entry.expectation.isMet(by: $0.answer) }
  }

  private func group(_ expectation: Expectation, kind: String?) -> Group? {
    let chosen = answers.filter {
      $0.entry.expectation == expectation && (kind == nil || $0.entry.kind == kind)
    }
    guard !chosen.isEmpty else { return nil }
    func count(_ verdict: Verdict?) -> Int { chosen.count { $0.answer.verdict == verdict } }
    return Group(
      expectation: expectation, kind: kind,
      met: Proportion(chosen.count { expectation.isMet(by: $0.answer) }, of: chosen.count),
      refer: count(.refer), noSign: count(.noSign), retake: count(.retake), errors: count(nil),
      issues: QualityIssues.named.compactMap { issue, name in
        let found = chosen.count { $0.answer.issues.contains(issue) }
        return found > 0 ? ("\(name)", found) : nil
      })
  }
}
