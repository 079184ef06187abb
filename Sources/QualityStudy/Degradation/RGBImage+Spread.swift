import LesionImage

extension RGBImage {
  /// The picture with each point spread by one after the other; beyond a border the border goes on.
  func spread(by spreads: [PointSpread]) -> RGBImage {
    guard !spreads.isEmpty else { return self }
    var levels = pixels.map(Float.init)
    for spread in spreads { levels = spreadOnce(levels, by: spread) }
    return RGBImage(width: width, height: height, pixels: levels.map { UInt8(rounding: $0) })
  }

  /// Levels in the order of `pixels`.
  private func spreadOnce(_ levels: [Float], by spread: PointSpread) -> [Float] {
    let reach = spread.reach
    var result = [Float](repeating: 0, count: levels.count)
    // One row of the source, with its ends carried on to both sides.
    var row = [Float](repeating: 0, count: 3 * (width + 2 * reach))
    // Row by row of the source, so that each is carried on once.
    for source in -reach..<(height + reach) {
      let taps = spread.taps.filter { 0..<height ~= source - $0.y }
      guard !taps.isEmpty else { continue }
      let start = 3 * width * min(max(source, 0), height - 1)
      for column in 0..<(width + 2 * reach) {
        let from = start + 3 * min(max(column - reach, 0), width - 1)
        for channel in 0..<3 { row[3 * column + channel] = levels[from + channel] }
      }
      row.withUnsafeBufferPointer { row in
        result.withUnsafeMutableBufferPointer { result in
          for tap in taps {
            let target = 3 * width * (source - tap.y)
            let shift = 3 * (reach + tap.x)
            for index in 0..<(3 * width) {
              result[target + index] += tap.weight * row[shift + index]
            }
          }
        }
      }
    }
    return result
  }
}

extension UInt8 {
  /// The nearest level, within the scale; 0 for what is no number.
  init(rounding level: Float) {
    self = level > 0 ? UInt8(Swift.min(level + 0.5, 255)) : 0
  }
}
