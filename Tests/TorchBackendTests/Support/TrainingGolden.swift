import Foundation
import NeuralNetwork
import Testing
import TorchBackend

enum TrainingMode: Sendable {
  case batch, running

  var normalization: TrainableNetwork.Normalization {
    self == .batch ? .batchStatistics : .runningStatistics
  }
}

enum TrainingLoss: CaseIterable {
  case entropy, focal

  /// As `Tools/make_torch_golden.py` has them.
  func value(_ logits: Tensor) throws -> Tensor {
    let labels = try Tensor([1, 0, 0, 1], shape: [4])
    return switch self {
    case .entropy:
      try Tensor.binaryCrossEntropy(logits: logits, targets: labels.smoothed(0.1)).mean()
    case .focal: try Tensor.focal(logits: logits, targets: labels, gamma: 2).mean()
    }
  }
}

/// `Golden/mobilenet-v3-small.training.safetensors`.
struct TrainingGolden {
  private let file: Safetensors
  private let images: [Float]
  let losses: [Float]
  /// Names of parameters and of running statistics, line by line.
  let trained: [String]
  let running: [String]

  init() throws {
    let url = try #require(
      Bundle.module.url(
        forResource: "mobilenet-v3-small.training", withExtension: "safetensors",
        subdirectory: "Golden"))
    file = try Safetensors([UInt8](Data(contentsOf: url)))
    images = GeneratedWeights.uniform("images".utf8, count: 4 * 64 * 64 * 3).map { $0 * 2 - 1 }
    losses = try #require(file.floats(named: "losses"))
    func names(_ bytes: [UInt8]?) throws -> [String] {
      try String(decoding: #require(bytes), as: UTF8.self).split(separator: "\n").map(String.init)
    }
    trained = try names(file.metadata("trained"))
    running = try names(file.metadata("running"))
  }

  func network() throws -> TrainableNetwork {
    let network = Network.classifier(
      .mobileNetV3Small, origin: .torchvision, height: 64, width: 64)
    let made = try TrainableNetwork(
      network, weights: GeneratedWeights.file(for: network), runtime: TorchTests.require())
    // As torchvision has it in this network.
    made.batchNormMomentum = 0.01
    return made
  }

  func floats(_ name: String) throws -> [Float] { try #require(file.floats(named: name)) }

  /// The graph must be gone when `body` is done: its images are borrowed.
  @discardableResult
  func withImages<Value>(_ body: (Tensor) throws -> Value) throws -> Value {
    try images.withUnsafeBufferPointer {
      try body(
        Tensor(borrowingRows: $0, batch: 4, height: 64, width: 64, channels: 3))
    }
  }

  /// Compares six numbers of each tensor, to `tolerance` of its length; of those far below the
  /// longest rounding is all that there is (what batch norm takes out again has no gradient).
  func compare(
    _ section: String, _ names: [String], tolerance: Double, floats: (String) throws -> [Float]
  ) throws {
    let lines = try self.floats(section)
    #expect(lines.count == names.count * 6 && !names.isEmpty)
    let longest = stride(from: 0, to: lines.count, by: 6).map { Double(lines[$0]) }.max() ?? 0
    var worst = (difference: 0.0, name: "")
    for (index, name) in names.enumerated() {
      let values = try floats(name).map(Double.init)
      let probe = GeneratedWeights.uniform((name + ".probe").utf8, count: values.count)
      let length = values.map { $0 * $0 }.reduce(0, +).squareRoot()
      let product = zip(values, probe).map { $0 * (Double($1) - 0.5) }.reduce(0, +)
      let found =
        [length, product] + (0..<4).map { values[values.count * $0 / 4] }
      let expected = lines[index * 6..<index * 6 + 6].map(Double.init)
      #expect(expected[0] > 0, "\(name): the golden tensor is empty")
      for (a, b) in zip(found, expected) {
        let difference = abs(a - b) / max(expected[0], 1e-3 * longest)
        if difference > worst.difference { worst = (difference, name) }
        #expect(difference <= tolerance, "\(section), \(name): \(a) and not \(b)")
      }
    }
    print("\(section): largest difference \(worst.difference) of the length of \(worst.name)")
  }
}

extension TrainableNetwork {
  func parameter(_ name: String) throws -> Tensor {
    try #require(parameters.first { $0.name == name }).tensor
  }
}
