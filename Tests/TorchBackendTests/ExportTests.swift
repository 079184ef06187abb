import NeuralNetwork
import Testing
import TorchBackend

extension TorchTests {
  /// What was trained runs in the engine with the same score.
  @Suite struct ExportTests {
    @Test(arguments: [
      NetworkCase(architecture: .mobileNetV3Small, origin: .torchvision),
      NetworkCase(architecture: .mobileNetV3Small, origin: .keras),
      NetworkCase(architecture: .efficientNetV2B0, origin: .keras),
    ])
    func trainedWeightsScoreAlike(_ test: NetworkCase) throws {
      let network = Network.classifier(
        test.architecture, origin: test.origin, height: 96, width: 64)
      let start = try GeneratedWeights.file(for: network)
      let torch = try TrainableNetwork(network, weights: start, runtime: TorchTests.require())
      let count = 4
      let images = GeneratedWeights.image(count: count * network.inputShape.count)
      let before = try torch.logits(images, count: count)
      let optimizer = try AdamW(groups: [ParameterGroup(torch.trainableTensors)])
      try images.withUnsafeBufferPointer { buffer in
        let input = try Tensor(
          borrowingRows: buffer, batch: count, height: 96, width: 64, channels: 3)
        for _ in 0..<3 {
          try optimizer.zeroGradients()
          let output = try torch.forward(
            input, normalization: .batchStatistics,
            dropout: Dropout(probability: 0.2, seed: 1, positions: Array(0..<count)))
          try Tensor.binaryCrossEntropy(
            logits: output.logits, targets: Tensor([0, 1, 0, 1], shape: [4])
          ).mean().backward()
          try optimizer.step(learningRate: 1e-3)
        }
      }
      let after = try torch.logits(images, count: count)
      #expect(after != before)
      let exported = try torch.file()
      #expect(exported.tensors.map(\.name) == start.tensors.map(\.name))
      #expect(exported.tensors.map(\.shape) == start.tensors.map(\.shape))
      for index in 0..<count {
        let image = Array(
          images[index * network.inputShape.count..<(index + 1) * network.inputShape.count])
        let engine = try network.engineOutput(exported, image)[0]
        #expect(abs(engine - after[index]) <= 1e-4 * max(1, abs(engine)))
      }
    }

    @Test(arguments: NetworkCase.all)
    func tensorsComeBackAsTheyWere(_ test: NetworkCase) throws {
      let network = Network.backbone(test.architecture, origin: test.origin, height: 64, width: 64)
      let file = try GeneratedWeights.file(for: network)
      let torch = try TrainableNetwork(network, weights: file, runtime: TorchTests.require())
      let tensors = try torch.tensors()
      #expect(
        tensors.map(\.name) == network.parameters.map { String(decoding: $0.name, as: UTF8.self) })
      for tensor in tensors { #expect(file.floats(named: tensor.name) == tensor.floats) }
      let changed = tensors.map {
        TrainableNetwork.FileTensor(
          name: $0.name, shape: $0.shape,
          floats: $0.floats.enumerated().map { Float($0.offset % 97) })
      }
      try torch.load(changed)
      #expect(try torch.tensors() == changed)
      let wrong = torchError { try torch.load(changed.reversed()) }
      #expect(wrong?.code == .invalidWeights)
      #expect(try torch.tensors() == changed)
    }

    @Test func parametersKnowTheirRow() throws {
      let network = Network.classifier(.mobileNetV3Small, origin: .torchvision)
      let torch = try TrainableNetwork(
        network, weights: GeneratedWeights.file(for: network), runtime: TorchTests.require())
      for parameter in torch.parameters where !parameter.isHead {
        #expect(parameter.name.hasPrefix("features.\(parameter.block)."), "\(parameter.name)")
      }
      let head = torch.parameters.filter(\.isHead)
      #expect(
        head.map(\.name) == [
          "head.dense1.kernel", "head.dense1.bias", "head.dense2.kernel", "head.dense2.bias",
        ])
      #expect(head.allSatisfy { $0.block >= 13 })
      #expect(torch.parameters.filter { $0.kind == .mean }.allSatisfy { !$0.tensor.isTrainable })
      #expect(torch.trainableTensors.map(\.count).reduce(0, +) == 1_602_929 - 2 * 6056)
    }
  }
}
