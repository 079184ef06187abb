/// How often something is done to a picture, and from which range its amount is drawn.
public struct RandomAmount: Sendable, Equatable {
  /// How the amounts spread over their range.
  public enum Spread: UInt8, Sendable {
    /// Each amount is as likely as any other.
    case uniform
    /// Each factor is as likely as any other: 1/2 to 1 as often as 1 to 2. The range lies above 0.
    case logarithmic
  }

  /// Share of the pictures to which it is done, in 0...1.
  public var probability: Float
  /// Where the amount lies.
  public var range: ClosedRange<Float>
  public var spread: Spread

  public init(
    _ range: ClosedRange<Float>, probability: Float = 1, spread: Spread = .uniform
  ) {
    self.range = range
    self.probability = probability
    self.spread = spread
  }

  /// Never done.
  public static let never = RandomAmount(0...0, probability: 0)

  /// An amount, or nil where nothing is to be done. Always takes two numbers from the generator.
  func draw(using generator: inout SeededGenerator) -> Float? {
    let isDone = generator.nextUnit() < probability
    let amount = generator.next(in: range, spread)
    return isDone ? amount : nil
  }
}

extension SeededGenerator {
  /// A value between the bounds; takes one number.
  mutating func next(
    in range: ClosedRange<Float>, _ spread: RandomAmount.Spread = .uniform
  ) -> Float {
    let unit = nextUnit()
    let value =
      if spread == .logarithmic && range.lowerBound > 0 {
        Float(
          Double(range.lowerBound)
            * Logarithm.exp2(
              Double(unit) * Logarithm.log2(Double(range.upperBound) / Double(range.lowerBound))))
      } else {
        range.lowerBound + (range.upperBound - range.lowerBound) * unit
      }
    return min(max(value, range.lowerBound), range.upperBound)
  }
}
