import NeuralNetwork

/// What one core of this machine does at most, measured in the same run as what is held against it.
struct CoreLimits: Encodable {
  /// 1e9 multiplications and additions of 32-bit floats a second, in registers.
  let peakGFLOPs: Double
  /// 1e9 bytes a second from a block that the second-level cache holds.
  let nearGBs: Double
  /// The same from a block that it does not hold, as large as what the network goes through for an
  /// image: from the third level, or from memory.
  let farGBs: Double

  private enum CodingKeys: String, CodingKey {
    case peakGFLOPs = "peak_gflops"
    case nearGBs = "cache_gb_s"
    case farGBs = "memory_gb_s"
  }

  /// The fastest of several timings: others slow a core down, nothing speeds it up.
  init(for plan: ExecutionPlan, repeats: Int = 12) {
    let instructionSet = plan.instructionSet
    let farCount = max((plan.weightByteCount + plan.arenaByteCount) / 4, 2 << 20)
    let rounds = 500_000
    var products = 0
    let multiplying = Self.fastest(of: repeats) {
      products = CoreProbe.multiplyAdds(instructionSet, rounds: rounds)
    }
    peakGFLOPs = 2 * Double(products) / multiplying / 1e9
    nearGBs = Self.bandwidth(CoreProbe.nearCount, times: 64, instructionSet, repeats)
    farGBs = Self.bandwidth(farCount, times: 1, instructionSet, repeats)
  }

  private static func bandwidth(
    _ count: Int, times: Int, _ instructionSet: InstructionSet, _ repeats: Int
  ) -> Double {
    let block = [Float](repeating: 1, count: count)
    var sum: Float = 0
    let seconds = fastest(of: repeats) {
      sum += CoreProbe.read(block, times: times, instructionSet)
    }
    // The sum is used, or nothing would have to be read.
    return sum > 0 ? Double(4 * count * times) / seconds / 1e9 : 0
  }

  private static func fastest(of count: Int, _ body: () -> Void) -> Double {
    let clock = ContinuousClock()
    body()
    return (0..<count).map { _ in clock.measure(body) / .seconds(1) }.min() ?? .infinity
  }
}
