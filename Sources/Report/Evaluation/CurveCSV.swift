import Evaluation

/// Curve points as CSV for plotting elsewhere. The first point's infinite threshold is `inf`.
public enum CurveCSV {
  /// With the header `threshold,false_positive_rate,true_positive_rate`.
  public static func roc(_ points: [ROCPoint]) -> String {
    lines(
      header: "threshold,false_positive_rate,true_positive_rate",
      points.map { [$0.threshold, $0.falsePositiveRate, $0.truePositiveRate] })
  }

  /// With the header `threshold,precision,recall`.
  public static func precisionRecall(_ points: [PrecisionRecallPoint]) -> String {
    lines(
      header: "threshold,precision,recall",
      points.map { [$0.threshold, $0.precision, $0.recall] })
  }

  /// Numbers are written so that reading them gives the same `Double`.
  private static func lines(header: String, _ rows: [[Double]]) -> String {
    rows.reduce(into: header + "\n") { text, row in
      text += row.map(\.description).joined(separator: ",") + "\n"
    }
  }
}
