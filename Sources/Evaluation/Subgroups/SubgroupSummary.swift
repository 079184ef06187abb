/// What a model achieves on the samples of one group. Undefined figures are `nil`, `null` in JSON.
public struct SubgroupSummary: Sendable, Equatable {
  /// Fewer samples than this of either class make a group small: its intervals are then so wide that
  /// hardly any difference to another group could be seen.
  public static let smallClassCount = 20

  /// The group's name; `nil` for the samples whose group is not known.
  public let name: String?
  public let count: Int
  public let malignantCount: Int
  /// The number of patients; an image without a known patient counts as one. `nil` where no patients
  /// were given.
  public let patientCount: Int?
  /// ``ScoredLabels/areaUnderROC``.
  public let auc: Double?
  /// DeLong's interval of ``auc``, on the logit scale.
  public let aucInterval: ConfidenceInterval?
  /// The interval of ``auc`` from drawing whole patients again; `nil` also without patients.
  public let aucByPatient: ConfidenceInterval?
  /// ``ScoredLabels/sensitivity(atSpecificity:)`` at 0.9, at a threshold of the group's own.
  public let sensitivityAtSpecificity90: Double?
  /// The decisions at the model's threshold, which is the same for all groups.
  public let operatingPoint: ThresholdSummary

  /// Whether a class has fewer than ``smallClassCount`` samples, and one of them at least.
  ///
  /// A group of one class alone, such as a diagnosis, is small by that class.
  public var isSmall: Bool {
    let counts = [malignantCount, count - malignantCount].filter { $0 > 0 }
    return (counts.min() ?? 0) < Self.smallClassCount
  }

  init(
    _ name: String?, _ scored: ScoredLabels, patients: [String?]?, threshold: Double,
    confidence: Double, resamples: Int, using generator: inout some RandomNumberGenerator
  ) throws(EvaluationError) {
    self.name = name
    count = scored.count
    malignantCount = scored.positiveCount
    auc = scored.areaUnderROC
    aucInterval = scored.deLongInterval(confidence: confidence)
    if let patients {
      let bootstrap = try PatientBootstrap(scored, patients: patients)
      patientCount = bootstrap.patientCount
      aucByPatient =
        auc == nil
        ? nil
        : bootstrap.interval(
          resamples: resamples, confidence: confidence, using: &generator)
    } else {
      patientCount = nil
      aucByPatient = nil
    }
    sensitivityAtSpecificity90 = scored.sensitivity(atSpecificity: 0.9)
    operatingPoint = ThresholdSummary(scored, threshold: threshold, confidence: confidence)
  }
}

extension SubgroupSummary: Encodable {
  private enum CodingKeys: String, CodingKey {
    case name, count, malignantCount, patientCount, auc, aucInterval, aucByPatient
    case sensitivityAtSpecificity90, operatingPoint, isSmall
  }

  /// Writes an undefined figure as `null` instead of leaving it out.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    try container.encode(count, forKey: .count)
    try container.encode(malignantCount, forKey: .malignantCount)
    try container.encode(patientCount, forKey: .patientCount)
    try container.encode(auc, forKey: .auc)
    try container.encode(aucInterval, forKey: .aucInterval)
    try container.encode(aucByPatient, forKey: .aucByPatient)
    try container.encode(sensitivityAtSpecificity90, forKey: .sensitivityAtSpecificity90)
    try container.encode(operatingPoint, forKey: .operatingPoint)
    try container.encode(isSmall, forKey: .isSmall)
  }
}
