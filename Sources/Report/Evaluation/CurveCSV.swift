import Evaluation

/// Curve points as CSV for plotting elsewhere. The first point's infinite threshold is `inf`. Numbers are
/// written so that reading them gives the same `Double`.
public enum CurveCSV {
  /// With the header `threshold,false_positive_rate,true_positive_rate`.
  public static func roc(_ points: [ROCPoint]) -> String {
    lines(
      header: "threshold,false_positive_rate,true_positive_rate",
      points.map { [$0.threshold, $0.falsePositiveRate, $0.truePositiveRate].map(\.description) })
  }

  /// With the header `threshold,precision,recall`.
  public static func precisionRecall(_ points: [PrecisionRecallPoint]) -> String {
    lines(
      header: "threshold,precision,recall",
      points.map { [$0.threshold, $0.precision, $0.recall].map(\.description) })
  }

  /// With the header `mean_score,malignant_share,lower,upper,count,malignant`; the bounds are Wilson's.
  public static func calibration(_ curve: CalibrationCurve, confidence: Double = 0.95) -> String {
    lines(
      header: "mean_score,malignant_share,lower,upper,count,malignant",
      curve.bins.map { bin in
        let interval = bin.interval(confidence: confidence)
        return [bin.meanScore, bin.observed, interval?.lower ?? .nan, interval?.upper ?? .nan]
          .map(\.description) + ["\(bin.count)", "\(bin.malignant)"]
      })
  }

  private static func lines(header: String, _ rows: [[String]]) -> String {
    rows.reduce(into: header + "\n") { text, row in
      text += row.joined(separator: ",") + "\n"
    }
  }
}
