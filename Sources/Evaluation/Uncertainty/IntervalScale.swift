import Foundation

/// The scale on which an interval of a share reaches equally far to both sides.
public enum IntervalScale: String, Sendable, CaseIterable, Codable {
  /// `log(x / (1 - x))`: bounds stay within 0 ... 1 by themselves, and hold the truth more often where
  /// symmetric ones do too rarely. Of 95 % intervals of a true AUC of 0.83 from 20 positives among 520,
  /// 92.7 % held it against 90.8 % (`Tools/simulate_delong_coverage.py`).
  /// Source: Pepe 2003, The Statistical Evaluation of Medical Tests, section 5.2.
  case logit
  /// The value itself, clipped to 0 ... 1: what most published DeLong intervals are.
  case linear

  /// - Parameters:
  ///   - value: Above 0 and below 1 for `logit`.
  ///   - halfWidth: The distance to either bound on the linear scale, in the limit of small ones.
  func bounds(of value: Double, halfWidth: Double) -> (lower: Double, upper: Double) {
    switch self {
    case .linear:
      return (max(0, value - halfWidth), min(1, value + halfWidth))
    case .logit:
      let center = log(value / (1 - value))
      let reach = halfWidth / (value * (1 - value))
      return (1 / (1 + exp(reach - center)), 1 / (1 + exp(-reach - center)))
    }
  }
}
