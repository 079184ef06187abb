/// Round numbers along an axis from 0: steps of 1, 2 or 5 times a power of ten, four to ten of them
/// where the axis is long enough.
struct AxisTicks: Equatable {
  let values: [Int]

  /// The last value, at least 1 and at least `maximum`.
  var end: Int { values.last ?? 1 }

  /// - Parameter maximum: the largest value to show, at least 0.
  init(upTo maximum: Int) {
    var step = 1
    var factors = [2, 5, 10].makeIterator()
    var power = 1
    while maximum > 5 * step {
      if let factor = factors.next() {
        step = power * factor
        if factor == 10 {
          power *= 10
          factors = [2, 5, 10].makeIterator()
        }
      }
    }
    let count = max(1, (maximum + step - 1) / step)
    values = (0...count).map { $0 * step }
  }
}
