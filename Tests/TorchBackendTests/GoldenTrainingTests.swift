import Foundation
import NeuralNetwork
import Testing
import TorchBackend

extension TorchTests {
  /// Losses, every gradient, running statistics and steps of MobileNetV3-Small beside torchvision's
  /// own network in float64 (`Tools/make_torch_golden.py`).
  @Suite struct GoldenTrainingTests {
    private let golden: TrainingGolden
    private let network: TrainableNetwork

    init() throws {
      golden = try TrainingGolden()
      network = try golden.network()
    }

    @Test(arguments: [TrainingMode.batch, .running])
    func lossesAndGradients(_ mode: TrainingMode) throws {
      for (index, loss) in TrainingLoss.allCases.enumerated() {
        let network = try golden.network()
        let logits = try golden.withImages { images in
          let output = try network.forward(images, normalization: mode.normalization)
          let value = try loss.value(output.logits)
          let expected = golden.losses[(mode == .batch ? 0 : 2) + index]
          #expect(abs(try value.item() - Double(expected)) < 2e-6 * max(1, abs(Double(expected))))
          try value.backward()
          return try output.logits.floats()
        }
        let expected = try golden.floats("logits.\(mode)")
        for (a, b) in zip(logits, expected) { #expect(abs(a - b) < 1e-4 * max(1, abs(b))) }
        try golden.compare(
          "gradients.\(mode).\(loss)", golden.trained, tolerance: 2e-4
        ) { name in try network.parameter(name).gradient()?.floats() ?? [] }
      }
    }

    @Test func runningStatisticsAfterABatch() throws {
      _ = try golden.withImages { try network.forward($0, normalization: .batchStatistics) }
      try golden.compare("statistics", golden.running, tolerance: 1e-5) {
        try network.parameter($0).floats()
      }
    }

    @Test func statisticsStayInInference() throws {
      let before = try network.tensors()
      _ = try golden.withImages { try network.forward($0, normalization: .runningStatistics) }
      #expect(try network.tensors() == before)
    }

    @Test func twoStepsOfAdamW() throws {
      let start = Dictionary(
        uniqueKeysWithValues: try network.tensors().map { ($0.name, $0.floats) })
      let optimizer = try AdamW(
        groups: [ParameterGroup(network.trainableTensors, weightDecay: 0.05)], epsilon: 1e-3)
      for _ in 0..<2 {
        try optimizer.zeroGradients()
        try golden.withImages { images in
          let output = try network.forward(images, normalization: .batchStatistics)
          try TrainingLoss.entropy.value(output.logits).backward()
        }
        try optimizer.step(learningRate: 1e-2)
      }
      let after = Dictionary(
        uniqueKeysWithValues: try network.tensors().map { ($0.name, $0.floats) })
      try golden.compare("parameters", golden.trained, tolerance: 3e-3) { name in
        let (a, b) = (try #require(after[name]), try #require(start[name]))
        return zip(a, b).map { $0 - $1 }
      }
    }
  }
}
