/// Sine and cosine without a C library, which the phone's build lacks and which differs between
/// platforms in the last bit.
package enum Trigonometry {
  /// Sine and cosine of an angle in degrees, to within 2^-52.
  ///
  /// Multiples of 90 degrees give exactly 0, 1 or -1. Only operations that IEEE 754 defines to the
  /// last bit occur, so every platform gets the same values.
  package static func sineAndCosine(degrees: Double) -> (sine: Double, cosine: Double) {
    let quarterTurns = (degrees / 90 + 0.5).rounded(.down)
    let angle = (degrees - 90 * quarterTurns) * (Double.pi / 180)
    let (sine, cosine) = withinEighthTurn(radians: angle)
    switch Int(quarterTurns - 4 * (quarterTurns / 4).rounded(.down)) {
    case 0: return (sine, cosine)
    case 1: return (cosine, -sine)
    case 2: return (-sine, -cosine)
    default: return (-cosine, sine)
    }
  }

  /// The angle of the point (x, y) from the x axis in degrees, -180...180, as C's `atan2`; 0 for (0, 0).
  ///
  /// Within 1e-12 of the exact value; the same bits on every platform.
  package static func arcTangentDegrees(_ y: Double, over x: Double) -> Double {
    let length = (x * x + y * y).squareRoot()
    guard length > 0 else { return 0 }
    // Halving the angle three times leaves one of at most 22.5 degrees: tan(a / 2) = y / (r + x).
    guard x > 0 || y != 0 else { return 180 }
    var tangent = x > 0 ? y / (length + x) : (length - x) / y
    for _ in 0..<2 { tangent /= 1 + (1 + tangent * tangent).squareRoot() }
    let square = tangent * tangent
    var series = 0.0
    var power = 35.0
    while power > 0 {
      series = 1 / power - square * series
      power -= 2
    }
    return 8 * tangent * series * (180 / Double.pi)
  }

  /// Taylor series up to the 17th power, whose remainder is below 1e-18 for |x| <= pi/4.
  private static func withinEighthTurn(radians x: Double) -> (sine: Double, cosine: Double) {
    let square = x * x
    var sine = 1.0
    var cosine = 1.0
    var power = 17.0
    while power > 1 {
      sine = 1 - square / (power * (power - 1)) * sine
      cosine = 1 - square / ((power - 1) * (power - 2)) * cosine
      power -= 2
    }
    return (x * sine, cosine)
  }
}
