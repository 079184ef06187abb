import Foundation
import KernelChecks
import NeuralNetwork
import TestSupport
import Testing

/// The engine against PyTorch on a real image with the pretrained weights.
@Suite struct PretrainedParityTests {
  static let weights = "weights/mobilenet_v3_small.torchvision.safetensors"
  static let golden = "peers/mobilenet_v3_small_head.golden.safetensors"

  static func read(_ name: String) throws -> Safetensors {
    let path = try #require(SharedData.path(name))
    return try Safetensors([UInt8](Data(contentsOf: URL(fileURLWithPath: path))))
  }

  /// Channel, row, column to row, column, channel.
  static func channelsLast(_ values: [Float], channels: Int, height: Int, width: Int) -> [Float] {
    var result = [Float](repeating: 0, count: values.count)
    for channel in 0..<channels {
      for pixel in 0..<height * width {
        result[pixel * channels + channel] = values[channel * height * width + pixel]
      }
    }
    return result
  }

  static func image(_ golden: Safetensors) throws -> [Float] {
    channelsLast(
      try #require(golden.floats(named: "input_nchw")), channels: 3, height: 224, width: 224)
  }

  /// ONNX Runtime 1.32 on mobilenet_v3_small_head.onnx, the same network with the same weights,
  /// gives -0.23014006 for the golden image (Tools/print_onnx_logit.py).
  @Test(
    .enabled(if: SharedData.path(golden) != nil, "needs the golden values"),
    .enabled(if: SharedData.path(weights) != nil, "needs the pretrained weights"),
    arguments: InstructionSet.available)
  func logitIsThatOfONNXRuntime(instructionSet: InstructionSet) throws {
    let golden = try Self.read(Self.golden)
    let classifier = Network.classifier(.mobileNetV3Small, origin: .torchvision)
    let weights = try Self.withHead(of: golden, Self.read(Self.weights))
    let logit = run(
      try ExecutionPlan(classifier, weights: weights, instructionSet: instructionSet),
      on: try Self.image(golden))
    #expect(largestDifference(logit, [-0.23014006]) <= 1e-4)
  }

  /// The golden features come from PyTorch with batch norm in its training mode: each one scales by
  /// the statistics of the golden image itself. Given those statistics as weights, the engine must
  /// reproduce features and logit.
  @Test(
    .enabled(if: SharedData.path(golden) != nil, "needs the golden values"),
    .enabled(if: SharedData.path(weights) != nil, "needs the pretrained weights"))
  func featuresAndLogitAreThoseOfPyTorch() throws {
    let golden = try Self.read(Self.golden)
    let image = try Self.image(golden)
    let backbone = Network.backbone(.mobileNetV3Small, origin: .torchvision)
    let classifier = Network.classifier(.mobileNetV3Small, origin: .torchvision)
    let statistics = try BatchStatistics(
      backbone, weights: Self.read(Self.weights), image: image)
    let weights = try Self.withHead(of: golden, statistics.applied())
    let expected = Self.channelsLast(
      try #require(golden.floats(named: "features_nchw")), channels: 576, height: 7, width: 7)
    let expectedLogit = try #require(golden.floats(named: "logit"))

    for set in InstructionSet.available {
      let features = run(
        try ExecutionPlan(backbone, weights: weights, instructionSet: set), on: image)
      let featureError = largestDifference(features, expected) / largestMagnitude(expected)
      let logit = run(
        try ExecutionPlan(classifier, weights: weights, instructionSet: set), on: image)
      let logitError = largestDifference(logit, expectedLogit)
      print("parity \(set): features \(featureError) of the largest, logit \(logitError)")
      #expect(featureError <= 1e-4)
      #expect(logitError <= 1e-3)
    }
  }

  /// The golden head flattens channel, row, column; ours row, column, channel.
  static func withHead(
    of golden: Safetensors, _ pretrained: Safetensors
  ) throws -> Safetensors {
    let first = try #require(golden.floats(named: "head.2.weight"))
    var kernel = [Float](repeating: 0, count: first.count)
    for unit in 0..<128 {
      let row = Array(first[unit * 5184..<(unit + 1) * 5184])
      let ordered = channelsLast(row, channels: 576, height: 3, width: 3)
      for index in 0..<5184 { kernel[index * 128 + unit] = ordered[index] }
    }
    var writer = SafetensorsWriter()
    for tensor in pretrained.tensors {
      writer.add(
        name: tensor.name, shape: tensor.shape, floats: try #require(pretrained.floats(of: tensor)))
    }
    writer.add(name: "head.dense1.kernel", shape: [5184, 128], floats: kernel)
    writer.add(
      name: "head.dense1.bias", shape: [128],
      floats: try #require(golden.floats(named: "head.2.bias")))
    writer.add(
      name: "head.dense2.kernel", shape: [128, 1],
      floats: try #require(golden.floats(named: "head.4.weight")))
    writer.add(
      name: "head.dense2.bias", shape: [1],
      floats: try #require(golden.floats(named: "head.4.bias")))
    return try Safetensors(writer.serialized())
  }

  /// Keras itself, given the same files, on squares of one colour; batch norm comes folded in one.
  @Test(
    .enabled(if: SharedData.path("weights/vgg16.keras.safetensors") != nil, "needs the weights"),
    arguments: [
      (Architecture.vgg16, "vgg16.keras"),
      (.efficientNetV2B0, "efficientnetv2_b0.keras_bnfolded"),
    ])
  func featuresAreThoseOfKeras(architecture: Architecture, file: String) throws {
    let golden = try GoldenFiles.pretrainedOutput(architecture)
    let network = Network.backbone(architecture, origin: .keras)
    let colours = GeneratedWeights.uniform("squares".utf8, count: 14 * 14 * 3)
      .map { ($0 * 256).rounded(.down) }
    let pixels = (0..<224 * 224 * 3).map { index in
      let (row, column) = (index / 3 / 224, index / 3 % 224)
      return colours[(row / 16 * 14 + column / 16) * 3 + index % 3]
    }
    let input = FrameworkFeatures.normalized(pixels, network.normalization)
    let plan = try ExecutionPlan(network, weights: Self.read("weights/\(file).safetensors"))
    try FrameworkFeatures.expect(
      run(plan, on: input), golden, "features", "largest", "\(architecture)")
  }

  /// The golden pixels, normalised as the network value says, are the golden input.
  @Test(.enabled(if: SharedData.path(golden) != nil, "needs the golden values"))
  func normalizationIsTorchvisions() throws {
    let golden = try Self.read(Self.golden)
    let pixels = try #require(golden.tensor(named: "pixels_rgb_224"))
    let expected = Self.channelsLast(
      try #require(golden.floats(named: "input_nchw")), channels: 3, height: 224, width: 224)
    let normalization = Network.backbone(.mobileNetV3Small, origin: .torchvision).normalization
    let found = golden.bytes[pixels.byteRange].enumerated().map { index, byte in
      Float(byte) * normalization.scale[index % 3] + normalization.offset[index % 3]
    }
    #expect(!normalization.reversesChannels)
    #expect(largestDifference(found, expected) <= 1e-6 * 3)
  }
}
