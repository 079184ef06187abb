import Evaluation

/// Drawings of curves.
public enum CurveFigure {
  /// The ROC curves of one or more models, the area and its DeLong interval in the legend.
  ///
  /// - Parameter showsUncertainty: Whether the Wilson intervals of both rates are drawn at the marks.
  public static func roc(
    _ series: [ScoredSeries], confidence: Double = 0.95, showsUncertainty: Bool = false
  ) -> Drawing {
    CurveChart(
      id: "roc", title: "Receiver operating characteristic",
      xLabel: "False positive rate (1 - specificity)",
      yLabel: "True positive rate (sensitivity)",
      curves: series.map { one in
        let interval = one.scored.deLongInterval(confidence: confidence)
        return CurveChart.Curve(
          name: one.name,
          figure: figure("AUC", one.scored.areaUnderROC)
            + (interval.map {
              " \(Notation.interval($0)) (\(Notation.confidence(confidence)))"
            } ?? ""),
          points: one.scored.rocCurve.map { [$0.falsePositiveRate, $0.truePositiveRate] },
          mark: mark(of: one) { matrix in
            guard let x = matrix.specificity, let y = matrix.sensitivity else { return nil }
            return (
              [1 - x, y],
              "sensitivity \(Notation.share(y)), specificity \(Notation.share(x))"
            )
          },
          uncertainty: showsUncertainty ? uncertainty(of: one, confidence: confidence) : nil)
      },
      guides: [CurveChart.Guide(name: "Chance: AUC 0.5", from: [0, 0], to: [1, 1])]
    ).drawing()
  }

  /// The precision-recall curves of one or more models, average precision in the legend.
  ///
  /// Drawn in the steps whose area is average precision. The dashed line is the prevalence of the first
  /// series, which a ranking at random reaches.
  public static func precisionRecall(_ series: [ScoredSeries]) -> Drawing {
    let prevalence = series.first?.scored.prevalence
    return CurveChart(
      id: "precision-recall", title: "Precision and recall",
      xLabel: "Recall (sensitivity)", yLabel: "Precision (positive predictive value)",
      curves: series.map { one in
        CurveChart.Curve(
          name: one.name, figure: figure("average precision", one.scored.averagePrecision),
          points: steps(one.scored.precisionRecallCurve),
          mark: mark(of: one) { matrix in
            guard let x = matrix.recall, let y = matrix.precision else { return nil }
            return ([x, y], "recall \(Notation.share(x)), precision \(Notation.share(y))")
          })
      },
      guides: prevalence.map {
        [
          CurveChart.Guide(
            name: "Chance: prevalence \(Notation.share($0))", from: [0, $0], to: [1, $0])
        ]
      } ?? []
    ).drawing()
  }

  private static func figure(_ name: String, _ value: Double?) -> String {
    "\(name) \(Notation.share(value))"
  }

  private static func mark(
    of series: ScoredSeries,
    _ place: (ConfusionMatrix) -> (point: SIMD2<Double>, rates: String)?
  ) -> (point: SIMD2<Double>, note: String)? {
    guard let threshold = series.operatingThreshold,
      let (point, rates) = place(series.scored.confusionMatrix(threshold: threshold))
    else { return nil }
    return (point, "At \(Notation.threshold(threshold)): \(rates)")
  }

  private static func uncertainty(
    of series: ScoredSeries, confidence: Double
  ) -> (x: ClosedRange<Double>, y: ClosedRange<Double>)? {
    guard let threshold = series.operatingThreshold else { return nil }
    let matrix = series.scored.confusionMatrix(threshold: threshold)
    guard let x = matrix.proportion(.specificity)?.interval(confidence: confidence),
      let y = matrix.proportion(.sensitivity)?.interval(confidence: confidence)
    else { return nil }
    return ((1 - x.upper)...(1 - x.lower), y.lower...y.upper)
  }

  /// For each gain in recall a level stretch at the precision reached with it.
  private static func steps(_ curve: [PrecisionRecallPoint]) -> [SIMD2<Double>] {
    zip(curve, curve.dropFirst()).filter { $0.1.recall > $0.0.recall }.flatMap { old, new in
      [[old.recall, new.precision], [new.recall, new.precision]] as [SIMD2<Double>]
    }
  }
}
