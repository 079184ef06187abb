import NeuralNetwork
import Testing
import TorchBackend

extension TorchTests {
  /// What libtorch or a file refuses comes back as an error in words.
  @Suite struct FailureTests {
    private let network = Network.classifier(
      .mobileNetV3Small, origin: .torchvision, height: 64, width: 64)

    @Test func shapesThatDoNotFit() throws {
      let (a, b) = (try Tensor([1, 2], shape: [2]), try Tensor([1, 2, 3], shape: [3]))
      let error = torchError { _ = try a + b }
      #expect(error?.code == .failed)
      #expect(error?.message.contains("size of tensor a (2)") == true, "\(error?.message ?? "")")
      #expect(
        torchError { _ = try Tensor([1], shape: [2, 2]) }?.message.contains("[2, 2]") == true)
      #expect(torchError { _ = try a.item() }?.code == .failed)
      #expect(torchError { try a.assign([1, 2, 3]) }?.code == .failed)
      #expect(torchError { try a.assign(b) }?.code == .failed)
      #expect(torchError { try a.backward() }?.code == .failed)
    }

    @Test func imagesOfAnotherSize() throws {
      let torch = try TrainableNetwork(
        network, weights: GeneratedWeights.file(for: network), runtime: TorchTests.require())
      let images = try Tensor.full(0, shape: [1, 3, 32, 64])
      let error = torchError { _ = try torch.forward(images, normalization: .runningStatistics) }
      #expect(error?.message.contains("expected [N, 3, 64, 64]") == true)
    }

    @Test func weightsThatDoNotFit() throws {
      let runtime = try TorchTests.require()
      func error(
        _ edit: (inout [(parameter: Parameter, floats: [Float])]) -> Void
      ) throws -> TorchError? {
        let file = try GeneratedWeights.file(for: network, edit: edit)
        return torchError {
          _ = try TrainableNetwork(network, weights: file, runtime: runtime)
        }
      }
      let missing = try error { $0.removeFirst() }
      #expect(missing?.code == .invalidWeights)
      #expect(missing?.message.contains("'features.0.0.weight'") == true)
      #expect(try error { $0[0].floats[0] = .nan }?.message.contains("not finite") == true)
      let negative = try error { tensors in
        let index = tensors.firstIndex {
          $0.parameter.name.starts(with: "features.0.1.running_var".utf8)
        }
        if let index { tensors[index].floats[0] = -1 }
      }
      #expect(negative?.message.contains("negative variance") == true)
      // Half a head is none.
      let half = try error { $0.removeLast() }
      #expect(half?.message.contains("'head.dense2.bias'") == true)
    }

    @Test func aBackboneHasNoLogits() throws {
      let backbone = Network.backbone(.mobileNetV3Small, origin: .keras, height: 64, width: 64)
      let torch = try TrainableNetwork(
        backbone, weights: GeneratedWeights.file(for: backbone), runtime: TorchTests.require())
      let images = try Tensor.full(0, shape: [1, 3, 64, 64])
      let error = torchError { _ = try torch.forward(images, normalization: .runningStatistics) }
      #expect(error?.code == .failed)
      #expect(
        try torch.features(images, normalization: .runningStatistics).shape == [1, 576, 2, 2])
    }

    @Test func weightsThatTrainingBlewUp() throws {
      let torch = try TrainableNetwork(
        network, weights: GeneratedWeights.file(for: network), runtime: TorchTests.require())
      try torch.parameters[0].tensor.assign(
        torch.parameters[0].tensor.floats().map { $0 * .infinity })
      let error = torchError { _ = try torch.tensors() }
      #expect(error?.code == .nonFinite)
      #expect(error?.message.contains("'features.0.0.weight'") == true)
    }

    @Test(.enabled(if: TorchHere.runtime?.hasCUDA == false, "here is a GPU"))
    func cudaIsRefusedWhereThereIsNone() throws {
      let runtime = try TorchTests.require()
      let error = torchError { _ = try Tensor([1], shape: [1], device: .cuda(0)) }
      #expect(error?.code == .unavailable)
      #expect(error?.message.contains("no CUDA here") == true)
      #expect(try DeviceChoice.auto.device(runtime: runtime) == .cpu)
      #expect(
        torchError { _ = try DeviceChoice.cuda.device(runtime: runtime) }?.code == .unavailable)
    }

    /// The variance of a single number is none; it must not reach the running one.
    @Test func batchNormOfOneNumber() throws {
      let norm = try BatchNorm(
        gamma: .full(1, shape: [3]), beta: .full(0, shape: [3]), mean: .full(0, shape: [3]),
        variance: .full(1, shape: [3]), epsilon: 1e-5)
      let one = try Tensor.full(2, shape: [1, 3, 1, 1])
      let error = torchError { _ = try one.normalized(norm, usesBatch: true, momentum: 0.1) }
      #expect(error?.message.contains("more than one number") == true)
      #expect(try norm.variance.floats() == [1, 1, 1])
      #expect(try one.normalized(norm, usesBatch: false, momentum: 0.1).shape == [1, 3, 1, 1])
    }

    @Test func threadsMustBePositive() throws {
      let runtime = try TorchTests.require()
      let before = runtime.threads
      #expect(torchError { try runtime.setThreads(0) }?.code == .failed)
      try runtime.setThreads(1)
      #expect(runtime.threads == 1)
      try runtime.setThreads(before)
      #expect(runtime.version.split(separator: ".").count >= 3)
    }
  }
}
