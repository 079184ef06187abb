import LesionImage

extension SeededGenerator {
  /// A uniform value in `low..<high`.
  mutating func uniform(_ low: Float, _ high: Float) -> Float {
    low + (high - low) * nextUnit()
  }

  /// True with the given probability.
  mutating func chance(_ probability: Float) -> Bool {
    nextUnit() < probability
  }

  /// A bell-shaped value of mean 0 and variance 1 within -3.5...3.5: the sum of four uniform draws,
  /// which needs no logarithm and so is the same on every platform.
  mutating func spread() -> Float {
    (nextUnit() + nextUnit() + nextUnit() + nextUnit() - 2) * 1.7320508
  }

  /// The `rank`-th smallest of `count` uniform draws: Beta-distributed with parameters `rank` and
  /// `count + 1 - rank`.
  mutating func orderStatistic(_ rank: Int, of count: Int) -> Float {
    var draws: [Float] = []
    for _ in 0..<count { draws.append(nextUnit()) }
    draws.sort()
    return draws[rank - 1]
  }

  /// A direction, uniform on the circle.
  mutating func direction() -> SIMD2<Float> {
    while true {
      let point = SIMD2(uniform(-1, 1), uniform(-1, 1))
      let square = (point * point).sum()
      if square > 0.01, square < 1 { return point / square.squareRoot() }
    }
  }
}
