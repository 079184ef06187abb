import NeuralNetwork
import Testing
import TorchBackend

extension TorchTests {
  /// Products in bf16, as trainings on GPUs have them; libtorch computes them on the CPU, too.
  @Suite struct AutocastTests {
    @Test func productsAreRounded() throws {
      let runtime = try TorchTests.require()
      let x = try Tensor([1.001], shape: [1, 1])
      let none = try Tensor([0], shape: [1])
      func product() throws(TorchError) -> Tensor { try x.dense(x, none) }
      #expect(abs(try product().item() - 1.002001) < 1e-6)
      let rounded = try runtime.withAutocast(on: .cpu) { () throws(TorchError) in try product() }
      #expect(try rounded.item() == 1)
      #expect(abs(try product().item() - 1.002001) < 1e-6)
    }

    /// A layer on top of the features has weights in fp32, and is computed outside of the pass.
    @Test func featuresServeAnotherLayer() throws {
      let golden = try TrainingGolden()
      let network = try golden.network()
      let exact = try golden.withImages {
        try network.forward($0, normalization: .runningStatistics).logits.floats()
      }
      network.usesBFloat16 = true
      try golden.withImages { images in
        let output = try network.forward(images, normalization: .runningStatistics)
        let logits = try output.logits.floats()
        #expect(logits != exact)
        for (a, b) in zip(logits, exact) { #expect(abs(a - b) < 0.05 * max(1, abs(b))) }
        var loss = try output.logits.sum()
        for features in [output.hidden, output.pooled] {
          let width = features.shape[1]
          let kernel = try Tensor.full(0.1, shape: [width, 3])
          loss = try loss + features.dense(kernel, Tensor.full(0, shape: [3])).sum()
        }
        try loss.backward()
      }
      let gradient = try network.parameter("features.0.0.weight").gradient()?.floats() ?? []
      #expect(gradient.contains { $0 != 0 } && gradient.allSatisfy(\.isFinite))
    }
  }
}
