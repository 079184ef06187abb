import Foundation
import NeuralNetwork
import Testing
import TorchBackend

/// A network and the framework its weights are from.
struct NetworkCase: CustomTestStringConvertible, Sendable {
  let architecture: Architecture
  let origin: WeightOrigin

  static let all = Architecture.allCases.flatMap { architecture in
    architecture.origins.map { NetworkCase(architecture: architecture, origin: $0) }
  }

  var testDescription: String { "\(architecture) of \(origin)" }
  var classifier: Network { .classifier(architecture, origin: origin) }
}

extension Network {
  /// The engine's output for one image.
  func engineOutput(_ weights: Safetensors, _ image: [Float]) throws -> [Float] {
    let session = InferenceSession(try ExecutionPlan(self, weights: weights))
    for (index, value) in image.enumerated() { session.input[index] = value }
    return session.outputs()
  }
}

extension TrainableNetwork {
  /// The logits of `count` images in the engine's order, as the engine would give them.
  func logits(_ images: [Float], count: Int) throws -> [Float] {
    try images.withUnsafeBufferPointer { buffer in
      let input = try Tensor(
        borrowingRows: buffer, batch: count, height: network.inputHeight,
        width: network.inputWidth, channels: 3)
      return try runtime.withoutGradients {
        try forward(input, normalization: .runningStatistics).logits.floats()
      }
    }
  }

  /// The file that a training would write.
  func file() throws -> Safetensors {
    var writer = SafetensorsWriter()
    for tensor in try tensors() {
      writer.add(name: tensor.name, shape: tensor.shape, floats: tensor.floats)
    }
    return try Safetensors(writer.serialized())
  }
}
