/// Writes an undefined figure as `null` instead of leaving it out.
extension CalibrationSummary: Encodable {
  private enum CodingKeys: String, CodingKey {
    case expectedCalibrationError, expectedCalibrationErrorByPatient, debiasedCalibrationError
    case regression, curve
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(expectedCalibrationError, forKey: .expectedCalibrationError)
    try container.encode(
      expectedCalibrationErrorByPatient, forKey: .expectedCalibrationErrorByPatient)
    try container.encode(debiasedCalibrationError, forKey: .debiasedCalibrationError)
    try container.encode(regression, forKey: .regression)
    try container.encode(curve, forKey: .curve)
  }
}

extension CalibrationRegression: Encodable {
  private enum CodingKeys: String, CodingKey {
    case slope, slopeInterval, intercept, interceptInterval
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(slope, forKey: .slope)
    try container.encode(slopeInterval, forKey: .slopeInterval)
    try container.encode(intercept, forKey: .intercept)
    try container.encode(interceptInterval, forKey: .interceptInterval)
  }
}

extension OfferedPointTest: Encodable {
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(point, forKey: .point)
    try container.encode(measured, forKey: .measured)
    try container.encode(sensitivityByPatient, forKey: .sensitivityByPatient)
    try container.encode(specificityByPatient, forKey: .specificityByPatient)
  }
}
