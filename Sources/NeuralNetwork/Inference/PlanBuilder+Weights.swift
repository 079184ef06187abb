/// The weights' places in memory, in the order in which they are read.
extension PlanBuilder {
  /// Notes how far the weights of dense layers lie behind each step's own: what reads them has hardly
  /// any arithmetic to do meanwhile, so that it gains most when they are asked for early.
  private mutating func noteWeightsBehind() {
    let places = packed.map {
      let step = steps[$0.step]
      let isDense = if case .dense = step.kernel { true } else { false }
      return (start: step.weights, end: step.weights + step.packedCount(kernels), isDense: isDense)
    }
    for (index, entry) in packed.enumerated() {
      let end = places[index].end
      for later in places where later.isDense && later.start >= end {
        // Further ahead kernels do not ask.
        if later.start - end > 192 << 10 { break }
        steps[entry.step].weightsBehind = later.end - end
      }
    }
  }

  /// Lays all weights into one block, in the order of execution, and notes where each begins.
  mutating func pack() -> PackedWeights {
    var total = 0
    for entry in packed {
      steps[entry.step].weights = total
      // Panels begin on a cache line.
      total += (steps[entry.step].packedCount(kernels) + 15) / 16 * 16
    }
    #if !arch(wasm32)
      // WebAssembly has no way of asking for memory early.
      noteWeightsBehind()
    #endif
    let weights = PackedWeights(count: total)
    for entry in packed {
      let step = steps[entry.step]
      step.pack(entry.weights, entry.bias, kernels, into: weights.base + step.weights)
    }
    return weights
  }
}
