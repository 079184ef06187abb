import Evaluation

extension EvaluationSummary {
  /// Whether the scores mean what they say; nil where they are no probabilities.
  var calibrationTable: Table? {
    guard let calibration else { return nil }
    var head = ["Calibration", "Value", "\(Notation.confidence(confidence)) interval"]
    if byPatient != nil { head.append("Patients redrawn") }
    let row = { (name: String, value: String, interval: String, byPatient: String) in
      [name, value, interval] + (self.byPatient == nil ? [] : [byPatient])
    }
    let regression = calibration.regression
    return Table(
      head: head, textColumns: head.count,
      rows: [
        row(
          "Expected calibration error", Notation.share(calibration.expectedCalibrationError), "",
          Notation.interval(calibration.expectedCalibrationErrorByPatient)),
        row(
          "The same without chance (root mean square)",
          Notation.share(calibration.debiasedCalibrationError), "", ""),
        row(
          "Slope (1: neither too sure nor too timid)", Notation.signed(regression?.slope),
          Notation.signedInterval(regression?.slopeInterval), ""),
        row(
          "In the large (0: risks right on the whole)", Notation.signed(regression?.intercept),
          Notation.signedInterval(regression?.interceptInterval), ""),
      ])
  }

  /// What the model's operating points reach here, beside what they reached where they were chosen; nil
  /// where it offers none.
  var offeredTable: Table? {
    guard let offeredPoints else { return nil }
    let head = [
      "Operating points", "Refer from", "Sensitivity (where chosen)", "Specificity (where chosen)",
      "Reached",
    ]
    return Table(
      head: head, textColumns: head.count,
      rows: offeredPoints.map { test in
        [
          test.point.name, Notation.threshold(test.point.threshold),
          rate(test, .sensitivity, test.sensitivityByPatient, test.point.chosenSensitivity),
          rate(test, .specificity, test.specificityByPatient, test.point.chosenSpecificity),
          Self.verdict(on: test),
        ]
      })
  }

  /// The rate, its interval (patients redrawn where there are patients), and what it was when chosen.
  private func rate(
    _ test: OfferedPointTest, _ rate: ConfusionMatrix.Rate, _ byPatient: ConfidenceInterval?,
    _ chosen: Double
  ) -> String {
    guard let value = test.measured.confusionMatrix.proportion(rate)?.value else {
      return Notation.undefined
    }
    let interval = Notation.interval(byPatient ?? test.measured.interval(of: rate))
    return "\(Notation.share(value)) \(interval) (\(Notation.share(chosen)))"
  }

  private static func verdict(on test: OfferedPointTest) -> String {
    guard test.point.target != nil else { return "none set" }
    switch (test.reachesTarget, test.mayReachTarget) {
    case (true, _): return "yes"
    case (false, true): return "unclear"
    case (false, _): return "no"
    case (nil, _): return Notation.undefined
    }
  }
}
