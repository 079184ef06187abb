import NeuralNetwork
import Testing
import TorchBackend

extension TorchTests {
  /// Optimisers beside the formulas of their papers, in double.
  @Suite struct OptimizerTests {
    private let start: [Double] = [1, -2, 0.5, 3]

    /// The gradient of sum(x^2 * [1, 2, 3, 4]).
    private func gradient(_ x: [Double]) -> [Double] {
      x.enumerated().map { 2 * Double($0.offset + 1) * $0.element }
    }

    private func backward(_ x: Tensor) throws {
      try (x.pow(2) * Tensor([1, 2, 3, 4], shape: [4])).sum().backward()
    }

    private func weights() throws -> Tensor {
      let tensor = try Tensor(start.map(Float.init), shape: [4])
      try tensor.setTrainable(true)
      return tensor
    }

    @Test func adamWIsItsFormula() throws {
      let x = try weights()
      let frozen = try Tensor([7], shape: [1])
      let optimizer = try AdamW(
        groups: [ParameterGroup([x, frozen], learningRateScale: 0.5, weightDecay: 0.1)],
        beta1: 0.8, beta2: 0.95, epsilon: 1e-6)
      var (y, m, v) = (start, [Double](repeating: 0, count: 4), [Double](repeating: 0, count: 4))
      for step in 1...5 {
        try optimizer.zeroGradients()
        try backward(x)
        try optimizer.step(learningRate: 0.2)
        let g = gradient(y)
        for i in 0..<4 {
          y[i] -= 0.1 * 0.1 * y[i]
          m[i] = 0.8 * m[i] + 0.2 * g[i]
          v[i] = 0.95 * v[i] + 0.05 * g[i] * g[i]
          let (first, second) = (
            m[i] / (1 - Power.of(0.8, step)), v[i] / (1 - Power.of(0.95, step))
          )
          y[i] -= 0.1 * first / (second.squareRoot() + 1e-6)
        }
        for (a, b) in zip(try x.floats(), y) { #expect(abs(Double(a) - b) < 1e-5) }
      }
      // It had no gradient, so weight decay left it alone too.
      #expect(try frozen.floats() == [7])
    }

    @Test func goesOnFromACheckpoint() throws {
      let (x, y) = (try weights(), try weights())
      let first = try AdamW(groups: [ParameterGroup([x])])
      for _ in 0..<3 {
        try first.zeroGradients()
        try backward(x)
        try first.step(learningRate: 0.1)
      }
      try y.assign(x.floats())
      let second = try AdamW(groups: [ParameterGroup([y])])
      try second.restore(first.state())
      for (tensor, optimizer) in [(x, first), (y, second)] {
        try optimizer.zeroGradients()
        try backward(tensor)
        try optimizer.step(learningRate: 0.1)
      }
      #expect(try x.floats() == y.floats())
      #expect(try first.state() == second.state())
      let other = try AdamW(groups: [ParameterGroup([try Tensor([1], shape: [1])])])
      #expect(torchError { try other.restore(first.state()) }?.code == .invalidWeights)
    }

    @Test func clipsTheWholeGradient() throws {
      let (x, y) = (try weights(), try weights())
      try backward(x)
      try backward(y)
      let g = gradient(start)
      let length = (2 * g.map { $0 * $0 }.reduce(0, +)).squareRoot()
      #expect(abs(try Tensor.clipGradients(of: [x, y]) - length) < 1e-4)
      #expect(abs(try Tensor.clipGradients(of: [x, y], norm: 3) - length) < 1e-4)
      #expect(abs(try Tensor.clipGradients(of: [x, y], norm: 30) - 3) < 1e-4)
      let clipped = try #require(try x.gradient()).floats()
      for (a, b) in zip(clipped, g) { #expect(abs(Double(a) - b * 3 / length) < 1e-5) }
      try (x * .infinity).sum().backward()
      #expect(torchError { try Tensor.clipGradients(of: [x], norm: 1) }?.code == .nonFinite)
    }

    @Test func averageFollows() throws {
      let x = try weights()
      let average = try MovingAverage(of: [x], decay: 0.75)
      #expect(average.tensors.allSatisfy { !$0.isTrainable })
      try x.assign([5, 5, 5, 5])
      try average.update()
      #expect(try average.tensors[0].floats() == [2, -0.25, 1.625, 3.5])
      try average.exchange()
      #expect(try x.floats() == [2, -0.25, 1.625, 3.5])
      #expect(try average.tensors[0].floats() == [5, 5, 5, 5])
      #expect(x.isTrainable)
    }
  }
}

private enum Power {
  static func of(_ base: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1.0) { product, _ in product * base }
  }
}
