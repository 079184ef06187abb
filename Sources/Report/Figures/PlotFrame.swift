import Foundation

/// A rectangle of a drawing with a scale on either axis.
struct PlotFrame {
  /// Where the lowest values of both axes meet, in pixels.
  let origin: SIMD2<Double>
  /// Pixels to the right and up.
  let size: SIMD2<Double>
  let x: Scale
  let y: Scale

  /// The values along an axis.
  struct Scale {
    let lower: Double
    let upper: Double
    var isLogarithmic = false
    let ticks: [(value: Double, label: String)]

    /// 0 at the lower end, 1 at the upper one.
    func share(_ value: Double) -> Double {
      guard upper > lower else { return 0.5 }
      return isLogarithmic
        ? (log(value) - log(lower)) / (log(upper) - log(lower))
        : (value - lower) / (upper - lower)
    }

    /// Round numbers around all `values`, in steps of 1, 2 or 5 times a power of ten.
    static func around(_ values: [Double], limits: ClosedRange<Double>? = nil) -> Scale {
      let finite = values.filter(\.isFinite)
      let low = finite.min() ?? 0
      let high = max(finite.max() ?? 1, low)
      let spread = max(high - low, max(abs(high), abs(low)) * 0.02, 1e-6)
      let power = pow(10, log10(spread / 4).rounded(.down))
      let step = ([1, 2, 5].first { $0 * power * 4 >= spread } ?? 10) * power
      var first = (low / step).rounded(.down)
      var last = (high / step).rounded(.up)
      if first == last { (first, last) = (first - 1, last + 1) }
      if let limits {
        first = max(first, (limits.lowerBound / step).rounded())
        last = min(last, (limits.upperBound / step).rounded())
      }
      let decimals = min(9, max(0, Int(-log10(step).rounded(.down))))
      let count = min(20, max(1, Int(last - first)))
      return Scale(
        lower: first * step, upper: (first + Double(count)) * step,
        ticks: (0...count).map {
          let value = (first + Double($0)) * step
          return (value, String(format: "%.\(decimals)f", value))
        })
    }

    /// 1, 2, 5, 10 ... around all `values`, which are above 0.
    static func logarithmic(around values: [Double]) -> Scale {
      let positive = values.filter { $0.isFinite && $0 > 0 }
      let steps = (-9...15).flatMap { power in [1, 2, 5].map { $0 * pow(10, Double(power)) } }
      let low = steps.last { $0 <= (positive.min() ?? 1) } ?? 1e-9
      let high = steps.first { $0 >= (positive.max() ?? 1) && $0 > low } ?? 1e16
      return Scale(
        lower: low, upper: high, isLogarithmic: true,
        ticks: steps.filter { $0 >= low && $0 <= high }.map {
          ($0, $0 >= 1 ? Notation.whole($0) : String(format: "%g", $0))
        })
    }
  }

  func position(_ value: SIMD2<Double>) -> SIMD2<Double> {
    [origin.x + size.x * x.share(value.x), origin.y - size.y * y.share(value.y)]
  }

  /// Grid lines, axes and the ticks' labels.
  func draw(into builder: inout SVGBuilder) {
    for tick in x.ticks {
      let at = origin.x + size.x * x.share(tick.value)
      builder.line(from: [at, origin.y], to: [at, origin.y - size.y], class: "grid")
      builder.text(tick.label, at: [at, origin.y + 17], anchor: .middle, class: "tick")
    }
    for tick in y.ticks {
      let at = origin.y - size.y * y.share(tick.value)
      builder.line(from: [origin.x, at], to: [origin.x + size.x, at], class: "grid")
      builder.text(tick.label, at: [origin.x - 7, at + 4], anchor: .end, class: "tick")
    }
    builder.line(from: origin, to: origin + [size.x, 0], class: "axis")
    builder.line(from: origin, to: origin - [0, size.y], class: "axis")
  }
}
