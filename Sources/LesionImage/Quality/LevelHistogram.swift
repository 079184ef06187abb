/// How often each brightness occurs.
struct LevelHistogram {
  private var counts = [Int](repeating: 0, count: 256)
  private var total = 0

  mutating func add(_ level: Int) {
    counts[level] += 1
    total += 1
  }

  /// The lowest level that at least `percent` of the pixels do not exceed; 0 without pixels.
  func percentile(_ percent: Int) -> Int {
    var below = 0
    for level in 0..<256 {
      below += counts[level]
      if below * 100 >= total * percent { return level }
    }
    return 255
  }
}
