/// What an offered operating point reaches on other data than those that chose it.
public struct OfferedPointTest: Sendable, Equatable, Decodable {
  public let point: OfferedPoint
  /// The rates reached, with Wilson's intervals.
  public let measured: ThresholdSummary
  /// By drawing whole patients again; `nil` when no patients were given, and as ``PatientBootstrap``
  /// says.
  public let sensitivityByPatient: ConfidenceInterval?
  public let specificityByPatient: ConfidenceInterval?

  enum CodingKeys: String, CodingKey {
    case point, measured, sensitivityByPatient, specificityByPatient
  }

  /// Whether the rate aimed at was reached; `nil` without a target, or where the rate is undefined.
  public var reachesTarget: Bool? {
    guard let target = point.target,
      let reached = measured.confusionMatrix.proportion(target.rate)?.value
    else { return nil }
    return reached >= target.atLeast
  }

  /// Whether the interval of the rate holds the target: chance alone may explain a shortfall. By
  /// patient where that is known.
  public var mayReachTarget: Bool? {
    guard let target = point.target else { return nil }
    let byPatient =
      target.rate == .sensitivity ? sensitivityByPatient : specificityByPatient
    return (byPatient ?? measured.interval(of: target.rate)).map { $0.upper >= target.atLeast }
  }
}
