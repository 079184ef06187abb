import Foundation
import LesionImage

extension SeededGenerator {
  /// A value of the symmetric beta distribution with both parameters `alpha`, above 0 (Jöhnk,
  /// "Erzeugung von betaverteilten und gammaverteilten Zufallszahlen", 1964).
  mutating func nextBeta(_ alpha: Double) -> Double {
    // Accepted with chance 1/2 and above for alpha up to 1, ever more rarely beyond.
    for _ in 0..<10_000 {
      let x = pow(nextDouble(), 1 / alpha)
      let y = pow(nextDouble(), 1 / alpha)
      if x + y > 0, x + y <= 1 { return x / (x + y) }
    }
    return 0.5
  }
}
