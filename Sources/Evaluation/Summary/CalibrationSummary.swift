/// Whether scores mean what they say, as probabilities.
public struct CalibrationSummary: Sendable, Equatable, Decodable {
  /// ``CalibrationCurve/expectedError`` over ten bins of equal mass.
  public let expectedCalibrationError: Double
  /// By drawing whole patients again; `nil` when no patients were given. Resamples repeat samples, which
  /// moves the error upwards: read it beside ``debiasedCalibrationError``.
  public let expectedCalibrationErrorByPatient: ConfidenceInterval?
  /// ``CalibrationCurve/debiasedError``.
  public let debiasedCalibrationError: Double?
  /// Slope and calibration in the large; `nil` where no finite slope fits.
  public let regression: CalibrationRegression?
  public let curve: CalibrationCurve

  /// Bins of the curve and of the errors.
  static let bins = 10

  /// - Returns: `nil` without samples, or when a score lies outside 0 ... 1.
  init?(_ scored: ScoredLabels, errorByPatient: ConfidenceInterval?, confidence: Double) {
    curve = scored.calibrationCurve(bins: Self.bins)
    guard let error = curve.expectedError else { return nil }
    expectedCalibrationError = error
    expectedCalibrationErrorByPatient = errorByPatient
    debiasedCalibrationError = curve.debiasedError
    regression = scored.calibrationRegression(confidence: confidence)
  }
}
