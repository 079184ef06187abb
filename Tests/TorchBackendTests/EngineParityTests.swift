import Foundation
import NeuralNetwork
import TestSupport
import Testing
import TorchBackend

extension TorchTests {
  /// libtorch and the engine compute the same from the same weights.
  @Suite struct EngineParityTests {
    /// Every network, whole: the logit, and 9C pooled features on the way, to 1e-4 of the largest.
    @Test(arguments: NetworkCase.all)
    func logitsAndFeatures(_ test: NetworkCase) throws {
      try expectParity(test.classifier, try GeneratedWeights.file(for: test.classifier))
    }

    /// Odd sizes, at which paddings differ from layer to layer.
    @Test(arguments: NetworkCase.all)
    func oddSizes(_ test: NetworkCase) throws {
      let network = Network.backbone(test.architecture, origin: test.origin, height: 70, width: 93)
      try expectParity(network, try GeneratedWeights.file(for: network))
    }

    /// A file in which batch norm is folded has biases in its place.
    @Test func foldedFile() throws {
      let network = Network.classifier(.mobileNetV3Small, origin: .torchvision)
      let file = try GeneratedWeights.file(for: network) { tensors in
        for layer in network.layers {
          switch layer.operation {
          case .convolution(let convolution), .depthwiseConvolution(let convolution):
            guard let norm = convolution.weights.normalization else { continue }
            tensors.removeAll { norm.parameters.contains($0.parameter) }
            let bias = convolution.weights.bias
            tensors.append((bias, GeneratedWeights.uniform(bias.name, count: bias.count)))
          default: continue
          }
        }
      }
      let torch = try TrainableNetwork(network, weights: file, runtime: TorchTests.require())
      #expect(!torch.parameters.contains { $0.kind == .gamma })
      try expectParity(network, file)
    }

    static let pretrained: [(file: String, Architecture, WeightOrigin)] = [
      ("mobilenet_v3_small.torchvision", .mobileNetV3Small, .torchvision),
      ("efficientnetv2_b0.keras_bnfolded", .efficientNetV2B0, .keras),
      ("vgg16.keras", .vgg16, .keras),
    ]

    @Test(
      .enabled(if: SharedData.path("weights") != nil, "needs the shared weights"),
      arguments: pretrained.indices)
    func pretrainedWeights(_ index: Int) throws {
      let (name, architecture, origin) = Self.pretrained[index]
      let path = try #require(SharedData.path("weights/\(name).safetensors"))
      let file = try Safetensors([UInt8](Data(contentsOf: URL(fileURLWithPath: path))))
      try expectParity(.backbone(architecture, origin: origin), file)
    }

    private func expectParity(_ network: Network, _ file: Safetensors) throws {
      let torch = try TrainableNetwork(network, weights: file, runtime: TorchTests.require())
      let image = GeneratedWeights.image(count: network.inputShape.count)
      let engine = try network.engineOutput(file, image)
      let found = try image.withUnsafeBufferPointer { buffer in
        let input = try Tensor(
          borrowingRows: buffer, batch: 1, height: network.inputHeight,
          width: network.inputWidth, channels: 3)
        let output = try torch.features(input, normalization: .runningStatistics)
        // The engine's order: rows, columns, channels.
        return try (output.shape.count == 4 ? output.permuted([0, 2, 3, 1]) : output).floats()
      }
      #expect(found.count == engine.count)
      let largest = engine.map(abs).max() ?? 0
      let difference = zip(found, engine).map { abs($0 - $1) }.max() ?? .infinity
      #expect(difference <= 1e-4 * max(1, largest), "\(difference) of \(largest)")
    }
  }
}
