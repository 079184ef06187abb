import NeuralNetwork
import Testing
import TorchBackend

extension TorchTests {
  @Suite struct TensorTests {
    private func tensor(_ floats: [Float]) throws -> Tensor {
      try Tensor(floats, shape: [floats.count])
    }

    @Test func arithmetic() throws {
      let (a, b) = (try tensor([1, 2, 4]), try tensor([2, 8, -1]))
      #expect(try (a + b).floats() == [3, 10, 3])
      #expect(try (a - b).floats() == [-1, -6, 5])
      #expect(try (a * b).floats() == [2, 16, -4])
      #expect(try (a / b).floats() == [0.5, 0.25, -4])
      #expect(try (a + 1).floats() == [2, 3, 5])
      #expect(try (1 - a).floats() == [0, -1, -3])
      #expect(try (2 * a / 4 - 1).floats() == [-0.5, 0, 1])
      #expect(try (-a).floats() == [-1, -2, -4])
      #expect(try a.sum().item() == 7)
      #expect(try a.pow(2).mean().item() == 7)
      let matrix = try a.reshaped([3, 1]) - b.reshaped([1, 3])
      #expect(try matrix.floats() == [-1, -7, 2, 0, -6, 3, 2, -4, 5])
      #expect(try matrix.permuted([1, 0]).floats() == [-1, 0, 2, -7, -6, -4, 2, 3, 5])
    }

    @Test func functionsAtTheirEnds() throws {
      let x = try tensor([-100, 0, 100])
      let ends = try x.sigmoid().floats()
      #expect(ends[0] < 1e-37 && ends[1] == 0.5 && ends[2] == 1)
      #expect(try x.softplus().floats()[2] == 100)
      #expect(abs(try x.softplus().floats()[1] - 0.693147) < 1e-6)
      #expect(try x.abs().floats() == [100, 0, 100])
    }

    @Test func rows() throws {
      let x = try Tensor([1, 2, 3, 4, 5, 6], shape: [3, 2])
      #expect(try x[1..<3].floats() == [3, 4, 5, 6])
      #expect(try x[[2, 0, 2]].floats() == [5, 6, 1, 2, 5, 6])
      #expect(try x.flipped(dimension: 0).floats() == [5, 6, 3, 4, 1, 2])
      #expect(torchError { _ = try x[2..<5] }?.code == .failed)
      #expect(torchError { _ = try x[[7]] }?.code == .failed)
    }

    /// Rows in the engine's order are read where they lie.
    @Test func borrowsWithoutCopying() throws {
      let floats: [Float] = (0..<24).map(Float.init)
      try floats.withUnsafeBufferPointer { buffer in
        let x = try Tensor(borrowingRows: buffer, batch: 1, height: 2, width: 4, channels: 3)
        #expect(x.shape == [1, 3, 2, 4])
        // All of channel 0, then all of channel 1.
        #expect(try x.floats().prefix(9) == [0, 3, 6, 9, 12, 15, 18, 21, 1])
        let view = try x[0..<1]
        #expect(view.sharesMemory(with: x))
        #expect(!(try x * 1).sharesMemory(with: x))
      }
      let short = torchError {
        _ = try floats.withUnsafeBufferPointer {
          try Tensor(borrowingRows: $0, batch: 2, height: 2, width: 4, channels: 3)
        }
      }
      #expect(short?.message.contains("24 numbers") == true)
    }

    @Test func gradientsFlowAndStop() throws {
      let x = try tensor([3])
      try x.setTrainable(true)
      try (x * x * x.detached()).sum().backward()
      #expect(try x.gradient()?.floats() == [18])
      let runtime = try TorchTests.require()
      let y = try runtime.withoutGradients { () throws(TorchError) -> Tensor in try x * 2 }
      #expect(!y.isTrainable)
      #expect(torchError { try y.backward() }?.code == .failed)
      try x.setTrainable(false)
      #expect(try x.gradient() == nil)
    }

    @Test func dropoutFollowsTheSeedAndThePosition() throws {
      let x = try Tensor.full(1, shape: [4, 500])
      try x.setTrainable(true)
      func drop(_ seed: UInt64, _ rows: [Int], _ probability: Double = 0.25) throws -> Tensor {
        try x[0..<rows.count].dropout(
          Dropout(probability: probability, seed: seed, positions: rows))
      }
      let whole = try drop(1, [0, 1, 2, 3])
      let first = try whole.floats()
      #expect(try drop(1, [0, 1, 2, 3]).floats() == first)
      #expect(try drop(2, [0, 1, 2, 3]).floats() != first)
      #expect(try drop(1, [3, 1]).floats() == Array(first[1500...]) + Array(first[500..<1000]))
      #expect(Set(first) == [0, Float(4) / 3])
      let rows = try (0..<4).map { try whole[$0..<$0 + 1].floats() }
      #expect(Set(rows).count == 4)
      #expect((440...560).contains(first.filter { $0 == 0 }.count))
      try whole.sum().backward()
      #expect(try x.gradient()?.floats() == first, "what is left out learns nothing")
      for (rows, probability) in [([0, 1], 1.0), ([0], -0.1)] {
        #expect(torchError { _ = try drop(1, rows, probability) }?.code == .failed)
      }
      let three = Dropout(probability: 0.5, seed: 1, positions: [0, 1, 2])
      #expect(torchError { _ = try x.dropout(three) }?.message.contains("3 rows") == true)
    }
  }
}
