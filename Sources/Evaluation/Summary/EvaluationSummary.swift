/// Everything worth reporting about one scored set: how well it ranks, and what it decides.
///
/// Undefined figures are `nil`, `null` in JSON and `undefined` in text: never 0 or 1.
public struct EvaluationSummary: Sendable, Equatable, Decodable {
  /// The number of samples.
  public let count: Int
  /// The number of malignant samples.
  public let malignantCount: Int
  /// The number of benign samples.
  public let benignCount: Int
  /// The share of malignant samples, 0 to 1.
  public let prevalence: Double?
  /// The confidence of every interval, above 0 and below 1.
  public let confidence: Double

  /// ``ScoredLabels/areaUnderROC``.
  public let auc: Double?
  /// DeLong's interval of ``auc``, on the logit scale.
  public let aucInterval: ConfidenceInterval?
  /// ``ScoredLabels/averagePrecision``.
  public let averagePrecision: Double?
  /// ``ScoredLabels/sensitivity(atSpecificity:)`` at 0.9, a figure that dermatology papers compare.
  public let sensitivityAtSpecificity90: Double?
  /// ``ScoredLabels/specificity(atSensitivity:)`` at 0.9.
  public let specificityAtSensitivity90: Double?
  /// ``ScoredLabels/brierScoreLoss``.
  public let brierScoreLoss: Double?
  /// ``ScoredLabels/logLoss``.
  public let logLoss: Double?

  /// Whether the scores mean what they say; `nil` without samples, where a score is no probability, and
  /// in summaries of older versions.
  public let calibration: CalibrationSummary?

  /// The decisions at the model's own threshold.
  public let operatingPoint: ThresholdSummary
  /// The decisions at 0.5, for comparison with papers that choose no threshold.
  public let atHalf: ThresholdSummary
  /// The operating points that the model offers by name; `nil` where none were given.
  public let offeredPoints: [OfferedPointTest]?
  /// Intervals that keep the images of a patient together; `nil` when no patients were given.
  public let byPatient: PatientIntervals?

  /// Summarises samples that are taken as independent.
  ///
  /// - Parameters:
  ///   - operatingThreshold: The model's threshold, chosen on other data than these.
  ///   - offered: The operating points that the model offers by name.
  ///   - confidence: Above 0 and below 1.
  /// - Throws: ``EvaluationError`` with the code `thresholdNotFinite` or `confidenceOutOfRange`.
  public init(
    _ scored: ScoredLabels, operatingThreshold: Double, offered: [OfferedPoint] = [],
    confidence: Double = 0.95
  ) throws(EvaluationError) {
    try self.init(
      scored, operatingThreshold: operatingThreshold, offered: offered, confidence: confidence,
      redrawn: nil)
  }

  /// Summarises samples of which several may come from one patient.
  ///
  /// - Parameters:
  ///   - patients: One identifier a sample, `nil` where the patient is not known.
  ///   - operatingThreshold: The model's threshold, chosen on other data than these.
  ///   - offered: The operating points that the model offers by name.
  ///   - confidence: Above 0 and below 1.
  ///   - resamples: How often ``PatientBootstrap`` draws the patients.
  ///   - generator: The source of randomness of the bootstrap.
  /// - Throws: ``EvaluationError`` with the code `countMismatch`, `thresholdNotFinite` or
  ///   `confidenceOutOfRange`.
  public init(
    _ scored: ScoredLabels, patients: [String?], operatingThreshold: Double,
    offered: [OfferedPoint] = [], confidence: Double = 0.95, resamples: Int = 2000,
    using generator: inout some RandomNumberGenerator
  ) throws(EvaluationError) {
    try self.init(
      scored, operatingThreshold: operatingThreshold, offered: offered, confidence: confidence,
      redrawn: try RedrawnFigures(
        scored, patients: patients, operatingThreshold: operatingThreshold,
        offered: offered, confidence: confidence, resamples: resamples, using: &generator))
  }

  private init(
    _ scored: ScoredLabels, operatingThreshold: Double, offered: [OfferedPoint],
    confidence: Double, redrawn: RedrawnFigures?
  ) throws(EvaluationError) {
    for threshold in [operatingThreshold] + offered.map(\.threshold) where !threshold.isFinite {
      throw EvaluationError(
        .thresholdNotFinite, "The threshold is \(threshold), not a finite number.")
    }
    guard confidence > 0, confidence < 1 else {
      throw EvaluationError(
        .confidenceOutOfRange,
        "The confidence is \(confidence); it must lie between 0 and 1, such as 0.95.")
    }
    count = scored.count
    malignantCount = scored.positiveCount
    benignCount = scored.negativeCount
    prevalence = scored.prevalence
    self.confidence = confidence
    auc = scored.areaUnderROC
    aucInterval = scored.deLongInterval(confidence: confidence)
    averagePrecision = scored.averagePrecision
    sensitivityAtSpecificity90 = scored.sensitivity(atSpecificity: 0.9)
    specificityAtSensitivity90 = scored.specificity(atSensitivity: 0.9)
    brierScoreLoss = scored.brierScoreLoss
    logLoss = scored.logLoss
    calibration = CalibrationSummary(
      scored, errorByPatient: redrawn?.expectedCalibrationError, confidence: confidence)
    operatingPoint = ThresholdSummary(
      scored, threshold: operatingThreshold, confidence: confidence)
    atHalf = ThresholdSummary(scored, threshold: 0.5, confidence: confidence)
    byPatient = redrawn?.intervals
    offeredPoints =
      offered.isEmpty
      ? nil
      : offered.indices.map { index in
        OfferedPointTest(
          point: offered[index],
          measured: ThresholdSummary(
            scored, threshold: offered[index].threshold, confidence: confidence),
          sensitivityByPatient: redrawn?.offered[index].sensitivity,
          specificityByPatient: redrawn?.offered[index].specificity)
      }
  }
}
