extension LevelPlane {
  /// The standard deviation of what is left of each pixel when everything smooth is taken out, in
  /// levels: noise, where there is any, and the grain of hair and skin.
  ///
  /// Immerkaer's estimate (Computer Vision and Image Understanding 64, 1996, p. 300): the difference
  /// of two Laplacians, which is 0 on planes and along straight edges, and whose deviation is six
  /// times that of the noise. Taken from the median of its magnitude instead of the mean, which
  /// edges would raise; nearly black and nearly white pixels, whose noise is cut off, do not count.
  ///
  /// 0 where no pixel counts.
  var noise: Float {
    var counts = [Int](repeating: 0, count: 1024)
    var total = 0
    levels.withUnsafeBufferPointer { levels in
      for y in 1..<max(height - 1, 1) {
        for index in (y * width + 1)..<max(y * width + width - 1, y * width + 1) {
          guard 12...250 ~= levels[index] else { continue }
          let corners =
            levels[index - width - 1] &+ levels[index - width + 1] &+ levels[index + width - 1]
            &+ levels[index + width + 1]
          let sides =
            levels[index - width] &+ levels[index - 1] &+ levels[index + 1]
            &+ levels[index + width]
          let difference = corners &- 2 &* sides &+ 4 &* levels[index]
          counts[min(Int(difference.magnitude), 1023)] += 1
          total += 1
        }
      }
    }
    guard total > 0 else { return 0 }
    // Within its level the median lies where half of the pixels are passed; level 0 has half a level.
    let half = Float(total) / 2
    var below: Float = 0
    for level in counts.indices {
      let here = Float(counts[level])
      if below + here >= half {
        let within = (half - below) / here
        let median = level == 0 ? within / 2 : Float(level) - 0.5 + within
        // 0.6745 of a normal distribution's deviation is its magnitude's median.
        return median / (6 * 0.6745)
      }
      below += here
    }
    return 0
  }
}
