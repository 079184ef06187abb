import ArgumentParser
import NeuralNetwork
import TorchBackend

/// Times steps of fine-tuning on libtorch: all layers, batch norm in training mode, binary cross-entropy,
/// AdamW. Images and weights are generated, so that data plays no part.
struct TrainingStepBenchmark {
  let architecture: Architecture
  let threads: Int
  let batch: Int
  let seconds: Double

  /// Milliseconds of each step, sorted.
  func run() throws -> [Double] {
    let runtime = try TorchRuntime.load()
    try runtime.setThreads(threads)
    let network = Network.classifier(architecture, origin: architecture.origins[0])
    let torch = try TrainableNetwork(
      network, weights: GeneratedWeights.file(for: network), runtime: runtime)
    let optimizer = try AdamW(groups: [
      ParameterGroup(torch.trainableTensors, weightDecay: 0.01)
    ])
    let images = GeneratedWeights.image(count: batch * network.inputShape.count)
    let labels = try Tensor((0..<batch).map { Float($0 % 2) }, shape: [batch])
    return try images.withUnsafeBufferPointer { buffer in
      let input = try Tensor(
        borrowingRows: buffer, batch: batch, height: network.inputHeight,
        width: network.inputWidth, channels: 3)
      func step() throws {
        try optimizer.zeroGradients()
        let logits = try torch.forward(input, normalization: .batchStatistics).logits
        try Tensor.binaryCrossEntropy(logits: logits, targets: labels).mean().backward()
        try optimizer.step(learningRate: 1e-4)
      }
      for _ in 0..<2 { try step() }
      let clock = ContinuousClock()
      let start = clock.now
      var times: [Double] = []
      while times.isEmpty || clock.now - start < .seconds(seconds) {
        times.append(try clock.measure { try step() } / .milliseconds(1))
      }
      return times.sorted()
    }
  }
}
