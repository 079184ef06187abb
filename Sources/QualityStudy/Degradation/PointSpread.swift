import Foundation

/// What becomes of a point of light: weights, which sum to 1, around where it was.
package struct PointSpread: Sendable, Equatable {
  package struct Tap: Sendable, Equatable {
    package let x: Int
    package let y: Int
    package let weight: Float

    package init(x: Int, y: Int, weight: Float) {
      self.x = x
      self.y = y
      self.weight = weight
    }
  }

  package let taps: [Tap]

  /// - Parameter weights: of any sum above 0.
  private init(_ weights: [(x: Int, y: Int, weight: Double)]) {
    let sum = weights.reduce(0) { $0 + $1.weight }
    taps = weights.map { Tap(x: $0.x, y: $0.y, weight: Float($0.weight / sum)) }
  }

  /// How far the weights reach.
  var reach: Int { taps.reduce(0) { max($0, abs($1.x), abs($1.y)) } }

  /// A Gaussian, along rows and then along columns; the point itself where there is no deviation.
  package static func gaussian(deviation: Double) -> [PointSpread] {
    guard deviation > 0 else { return [] }
    // What is farther away weighs less than a level.
    let reach = max(1, Int((3.5 * min(deviation, 1000)).rounded(.up)))
    let weights = (-reach...reach).map {
      (place: $0, weight: exp(-0.5 * pow(Double($0) / deviation, 2)))
    }
    return [
      PointSpread(weights.map { (x: $0.place, y: 0, weight: $0.weight) }),
      PointSpread(weights.map { (x: 0, y: $0.place, weight: $0.weight) }),
    ]
  }

  /// A line through the point, evenly bright.
  ///
  /// - Parameters:
  ///   - length: between the ends in pixels; a point for 0 and less.
  ///   - angle: of the line in radians.
  package static func line(length: Double, angle: Double) -> PointSpread {
    let length = min(max(length, 0), 4000)
    // Four samples a pixel, each shared out among the pixels around it.
    let count = Int((4 * length).rounded(.up)) + 1
    var weights: [Place: Double] = [:]
    for sample in 0..<count {
      let along = count == 1 ? 0 : length * (Double(sample) / Double(count - 1) - 0.5)
      let (x, y) = (along * cos(angle), along * sin(angle))
      let (left, top) = (x.rounded(.down), y.rounded(.down))
      for (dx, dy) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
        let weight = (1 - abs(x - left - Double(dx))) * (1 - abs(y - top - Double(dy)))
        if weight > 0 { weights[Place(x: Int(left) + dx, y: Int(top) + dy), default: 0] += weight }
      }
    }
    // In a fixed order, so that sums come out the same.
    let places = weights.keys.sorted { ($0.y, $0.x) < ($1.y, $1.x) }
    return PointSpread(places.map { (x: $0.x, y: $0.y, weight: weights[$0] ?? 0) })
  }

  private struct Place: Hashable {
    let x: Int
    let y: Int
  }
}
