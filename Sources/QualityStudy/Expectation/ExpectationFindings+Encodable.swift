import LesionImage

extension ExpectationFindings: Encodable {
  private enum Key: String, CodingKey {
    case groups, kinds, files
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(groups, forKey: .groups)
    try container.encode(kinds, forKey: .kinds)
    try container.encode(answers.map { File(entry: $0.entry, answer: $0.answer) }, forKey: .files)
  }

  private struct File: Encodable {
    let file, kind, verdict: String
    let expected: Expectation
    let met: Bool
    let issues, hints: [String]
    let error: String?

    init(entry: ExpectationList.Entry, answer: PictureAnswer) {
      file = entry.file
      kind = entry.kind
      verdict = answer.verdict.map { "\($0)" } ?? "error"
      expected = entry.expectation
      met = entry.expectation.isMet(by: answer)
      issues = answer.issues.names
      hints = answer.hints.names
      error = answer.error
    }
  }
}

extension ExpectationFindings.Group: Encodable {
  private enum Key: String, CodingKey {
    case expected, kind, met, refer, noSign, retake, errors, issues
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(expectation, forKey: .expected)
    try container.encodeIfPresent(kind, forKey: .kind)
    try container.encode(CountedShare(met), forKey: .met)
    try container.encode(refer, forKey: .refer)
    try container.encode(noSign, forKey: .noSign)
    try container.encode(retake, forKey: .retake)
    try container.encode(errors, forKey: .errors)
    try container.encode(
      Dictionary(uniqueKeysWithValues: issues.map { ($0.name, $0.count) }), forKey: .issues)
  }
}
