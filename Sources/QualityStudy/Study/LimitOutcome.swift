import Evaluation
import LesionImage

/// What a limit on a kind's own measure refuses: the limit in force, and the tightest one that good pictures
/// leave room for.
public struct LimitOutcome: Sendable {
  /// A limit, and the share of good and of ruined pictures beyond it.
  public struct Point: Sendable {
    public let value: Float
    public let good: Proportion
    /// Of none where the kind ruins nothing.
    public let ruined: Proportion
  }

  public let measure: QualityMeasure
  /// Whether values above the limit are beyond it; below it otherwise.
  public let grows: Bool
  /// That which refuses pictures; nil where none does.
  public let refusing: Point?
  /// That which is advised against.
  public let advising: Point?
  /// The limit beyond which `spare` of the good pictures lie.
  public let room: Point?

  /// Of a thousand good pictures so many may be given up for one measure.
  public static let spare = 0.005

  init?(_ kind: DegradationKind, good: [Observation], ruined: [Observation]) {
    guard let sign = kind.sign else { return nil }
    measure = sign.measure
    grows = sign.grows
    let goodValues = good.compactMap { $0.value(of: sign.measure) }
    let ruinedValues = ruined.compactMap { $0.value(of: sign.measure) }
    let limit = QualityLimit(on: sign.measure)
    func isBeyond(_ value: Float, _ bound: Float) -> Bool {
      guard let limit else { return sign.grows ? value > bound : value < bound }
      return limit.harm(of: value) > limit.harm(of: bound)
    }
    func point(_ limit: Float?) -> Point? {
      limit.map { limit in
        Point(
          value: limit,
          good: Proportion(goodValues.count { isBeyond($0, limit) }, of: goodValues.count),
          ruined: Proportion(ruinedValues.count { isBeyond($0, limit) }, of: ruinedValues.count))
      }
    }
    func inForce(_ harm: Float?) -> Float? {
      harm.flatMap { $0.isFinite ? (sign.grows ? $0 : -$0) : nil }
    }
    refusing = point(inForce(limit?.refusing))
    advising = point(inForce(limit?.advising))
    let known = sign.measure == .lesionShare ? goodValues.filter { $0 > 0 } : goodValues
    room = point(
      Quantile.of(known, share: sign.grows ? 1 - Self.spare : Self.spare))
  }
}
