/// Intervals from drawing whole patients again; see ``PatientBootstrap`` for when one is `nil`.
public struct PatientIntervals: Sendable, Equatable, Decodable {
  /// The number of patients; an image without a known patient counts as one.
  public let patientCount: Int
  /// How often the patients were drawn.
  public let resamples: Int
  /// Of ``EvaluationSummary/auc``.
  public let auc: ConfidenceInterval?
  /// Of ``EvaluationSummary/averagePrecision``.
  public let averagePrecision: ConfidenceInterval?
  /// Of ``EvaluationSummary/sensitivityAtSpecificity90``.
  public let sensitivityAtSpecificity90: ConfidenceInterval?
  /// Of the sensitivity at the operating point.
  public let sensitivity: ConfidenceInterval?
  /// Of the specificity at the operating point.
  public let specificity: ConfidenceInterval?
  /// Of F1 at the operating point; `nil` also in summaries of older versions.
  public let f1: ConfidenceInterval?
  /// Of F1 at 0.5; `nil` also in summaries of older versions.
  public let f1AtHalf: ConfidenceInterval?

  /// - Parameter intervals: Of ``statistics(operatingThreshold:)``, in their order.
  init(patientCount: Int, resamples: Int, intervals: [ConfidenceInterval?]) {
    self.patientCount = patientCount
    self.resamples = resamples
    auc = intervals[0]
    averagePrecision = intervals[1]
    sensitivityAtSpecificity90 = intervals[2]
    sensitivity = intervals[3]
    specificity = intervals[4]
    f1 = intervals[5]
    f1AtHalf = intervals[6]
  }

  static func statistics(operatingThreshold: Double) -> [RankStatistic] {
    [
      .areaUnderROC, .averagePrecision, .sensitivityAtSpecificity(0.9),
      .sensitivity(atThreshold: operatingThreshold),
      .specificity(atThreshold: operatingThreshold),
      .f1(atThreshold: operatingThreshold), .f1(atThreshold: 0.5),
    ]
  }
}

extension PatientIntervals: Encodable {
  private enum CodingKeys: String, CodingKey {
    case patientCount, resamples, auc, averagePrecision, sensitivityAtSpecificity90
    case sensitivity, specificity, f1, f1AtHalf
  }

  /// Writes an undefined interval as `null` instead of leaving it out.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(patientCount, forKey: .patientCount)
    try container.encode(resamples, forKey: .resamples)
    try container.encode(auc, forKey: .auc)
    try container.encode(averagePrecision, forKey: .averagePrecision)
    try container.encode(sensitivityAtSpecificity90, forKey: .sensitivityAtSpecificity90)
    try container.encode(sensitivity, forKey: .sensitivity)
    try container.encode(specificity, forKey: .specificity)
    try container.encode(f1, forKey: .f1)
    try container.encode(f1AtHalf, forKey: .f1AtHalf)
  }
}
