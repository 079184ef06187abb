/// One axis of an antialiased bilinear resize: which inputs each output mixes, and how much of each.
///
/// The filter is Pillow's `BILINEAR`: the triangle `1 - |t|`, stretched by the reduction so that
/// every input counts (not stretched when enlarging). Weights are computed in double precision in
/// Pillow's order of operations, then rounded to 22-bit fixed point. Only additions,
/// multiplications, divisions and comparisons occur, which IEEE 754 defines to the last bit, and
/// Swift never fuses them, so every platform gets the same weights.
struct TriangleFilter {
  /// Fractional bits of a weight: 8 bits of pixel and 2 of headroom leave 22 of 32.
  static let precision = 22
  /// Bits of a weight that go into its low part (see `image_kernels.h`).
  static let lowBits = 15

  /// Most pairs of taps that any output has; every output's weights start at this stride.
  let pairCapacity: Int
  /// For each output, the first input it mixes.
  let starts: [Int32]
  /// For each output, the number of inputs it mixes, in pairs, rounded up.
  let pairCounts: [Int32]
  /// For each output and pair of taps: both low parts, then both high parts.
  let weights: [Int16]

  init(inputCount: Int, outputCount: Int) {
    let scale = Double(inputCount) / Double(outputCount)
    let support = max(scale, 1)
    let step = 1 / support
    let capacity = Int(support.rounded(.up)) + 1
    var starts = [Int32](repeating: 0, count: outputCount)
    var pairCounts = starts
    var weights = [Int16](repeating: 0, count: 4 * outputCount * capacity)
    var exact = [Double](repeating: 0, count: 2 * capacity)
    for output in 0..<outputCount {
      let center = (Double(output) + 0.5) * scale
      let start = max(Int(center - support + 0.5), 0)
      let count = min(Int(center + support + 0.5), inputCount) - start
      var sum = 0.0
      for tap in 0..<count {
        let distance = (Double(tap + start) - center + 0.5) * step
        exact[tap] = max(1 - distance.magnitude, 0)
        sum += exact[tap]
      }
      for tap in 0..<count {
        let weight = Int32(0.5 + exact[tap] / sum * Double(1 << Self.precision))
        let pair = 4 * (output * capacity + tap / 2) + tap % 2
        weights[pair] = Int16(weight & (1 << Self.lowBits - 1))
        weights[pair + 2] = Int16(weight >> Self.lowBits)
      }
      starts[output] = Int32(start)
      pairCounts[output] = Int32((count + 1) / 2)
    }
    pairCapacity = capacity
    self.starts = starts
    self.pairCounts = pairCounts
    self.weights = weights
  }
}
