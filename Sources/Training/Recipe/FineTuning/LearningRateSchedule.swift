import Foundation

/// A learning rate that rises in a straight line and then falls along half a cosine (Loshchilov and
/// Hutter, "SGDR", 2017).
public struct LearningRateSchedule: Codable, Sendable, Equatable {
  /// The highest rate, of the head; above 0.
  public var peak: Double
  /// Share of all steps in which it rises; 0..<1.
  public var warmUpShare: Double
  /// The last rate over the highest; 0...1.
  public var floorShare: Double

  public init(peak: Double, warmUpShare: Double = 0, floorShare: Double = 0) {
    self.peak = peak
    self.warmUpShare = warmUpShare
    self.floorShare = floorShare
  }

  private enum CodingKeys: String, CodingKey {
    case peak
    case warmUpShare = "warm_up_share"
    case floorShare = "floor_share"
  }

  /// The rate of a step.
  ///
  /// - Parameters:
  ///   - step: from 0.
  ///   - steps: of the whole training.
  public func rate(step: Int, of steps: Int) -> Double {
    let warmUp = (warmUpShare * Double(steps)).rounded()
    if Double(step) < warmUp { return peak * Double(step + 1) / warmUp }
    let rest = max(1, Double(steps) - warmUp)
    let progress = min(1, (Double(step) - warmUp) / rest)
    return peak * (floorShare + (1 - floorShare) * 0.5 * (1 + cos(.pi * progress)))
  }
}
