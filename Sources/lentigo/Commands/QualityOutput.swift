import Evaluation
import QualityStudy

/// What `quality` found, as text and as JSON.
struct QualityOutput {
  /// The model's path.
  let model: String
  var data: String?
  var part: String?
  var seed: UInt64?
  var study: StudyFindings?
  var expected: ExpectationFindings?
  var expectedFolder: String?
  /// Whether the model can tell pictures without a lesion.
  var knowsLesions = true

  /// For the terminal.
  var text: String {
    var parts: [String] = []
    if let study {
      parts.append(
        StudyText(study).text(
          heading:
            "\(model) on \(Numbers.grouped(study.malignantCount + study.benignCount)) images of "
            + "\(data ?? "") (\(part ?? "")): \(Numbers.grouped(study.malignantCount)) malignant, "
            + "\(Numbers.grouped(study.benignCount)) benign"))
    }
    if let expected {
      parts.append(
        ExpectationText(expected, folder: expectedFolder ?? "", knowsLesions: knowsLesions).text)
    }
    return parts.joined(separator: "\n\n")
  }
}

extension QualityOutput: Encodable {
  private enum CodingKeys: String, CodingKey {
    case model, data, part, seed, study, expected, expectedFolder
  }
}
