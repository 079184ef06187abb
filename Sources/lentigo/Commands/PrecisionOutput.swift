import Evaluation
import Report
import Training

/// What `precision` found, as text and as JSON.
struct PrecisionOutput {
  /// The model's path.
  let model: String
  let data: String
  let part: String
  /// The model file that was written.
  let output: String?
  let measurement: PrecisionMeter.Measurement

  /// For the terminal.
  var text: String {
    let reference = measurement.reference
    let heading =
      "\(model) on \(Numbers.grouped(reference.count)) images of \(data) (\(part)): "
      + "\(Numbers.grouped(reference.positiveCount)) malignant, "
      + "\(Numbers.grouped(reference.negativeCount)) benign"
    let refusals = measurement.precisions.filter { !$0.offered }.map {
      "\($0.precision) is not offered: \($0.reasons)."
    }
    let hint =
      output == nil
      ? ["Nothing was written: --output FILE writes a model file that offers what passed."] : []
    let drawn = table.fittedText(
      isRuled: true, dispensable: [Self.meanDifference, Self.largestDifference])
    return ([heading, "", drawn, "", Self.legend, Self.rule] + refusals + hint)
      .joined(separator: "\n")
  }

  private static let meanDifference = "scores differ"
  private static let largestDifference = "at most"

  private static let legend =
    "Sensitivity is that at \(Int(PrecisionGate.specificity * 100)) % specificity; verdicts are those "
    + "that change at the model's threshold."

  private static let rule =
    "Offered is what loses at most \(PrecisionGate.largestAUCLoss) AUC and at most "
    + "\(PrecisionGate.largestSensitivityLoss) sensitivity."

  private var table: Table {
    let reference = measurement.reference
    let first = [
      "fp32", Numbers.fixed(reference.areaUnderROC, 4), "",
      Numbers.fixed(reference.sensitivity(atSpecificity: PrecisionGate.specificity)), "", "", "",
      "", "always",
    ]
    return Table(
      head: [
        "", "AUC", "loss [95 %]", "sensitivity", "loss", Self.meanDifference,
        Self.largestDifference, "verdicts", "offered",
      ],
      textColumns: 1, rows: [first] + measurement.precisions.map(Self.row))
  }

  private static func row(_ measured: MeasuredPrecision) -> [String] {
    let interval =
      measured.aucLossInterval.map {
        " [\($0.map { Numbers.fixed($0, 4) }.joined(separator: ", "))]"
      } ?? ""
    return [
      measured.precision, Numbers.fixed(measured.auc, 4),
      Numbers.fixed(measured.aucLoss, 4) + interval, Numbers.fixed(measured.sensitivity),
      Numbers.fixed(measured.sensitivityLoss), Numbers.fixed(measured.meanDifference, 5),
      Numbers.fixed(measured.largestDifference, 5), "\(measured.changedVerdicts)",
      measured.offered ? "yes" : "no",
    ]
  }
}

extension PrecisionOutput: Encodable {
  private enum CodingKeys: String, CodingKey {
    case model, data, part, output, unreadable, precisions
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(model, forKey: .model)
    try container.encode(data, forKey: .data)
    try container.encode(part, forKey: .part)
    try container.encode(output, forKey: .output)
    try container.encode(measurement.unusable.count, forKey: .unreadable)
    try container.encode(measurement.precisions, forKey: .precisions)
  }
}
