import Foundation
import LesionImage
import NeuralNetwork
import TestSupport
import Testing

/// What the tests of NeuralNetwork and LesionImage check on their own processor, on an arm64 one.
@Suite(.needs(.arm64)) struct ArmTests {
  private let folder = TemporaryDirectory()

  /// The program compares, and fails where they differ.
  @Test func kernelsMatchTheReference() throws {
    let output = try ForeignEngine.arm64.run(["kernels"])
    let lines = output.split(separator: "\n")
    #expect(lines.count >= 9 && lines.allSatisfy { $0 == "agrees" })
  }

  /// Every network, Winograd's convolutions among its steps.
  @Test func networksAgreeWithThisProcessor() throws {
    _ = try ForeignEngine.arm64.run(["networks", folder.file("outputs")])
    var bytes = try folder.read("outputs")[...]
    for architecture in Architecture.allCases {
      let network = Network.backbone(architecture, origin: .keras, height: 33, width: 45)
      let plan = try ExecutionPlan(network, weights: try GeneratedWeights.file(for: network))
      let session = InferenceSession(plan)
      _ = session.input.update(
        from: GeneratedWeights.image(count: network.inputShape.count))
      let expected = session.outputs()
      let found = bytes.prefix(4 * expected.count).withUnsafeBytes {
        expected.indices.map { [bytes = $0] index in
          bytes.loadUnaligned(fromByteOffset: 4 * index, as: Float.self)
        }
      }
      bytes = bytes.dropFirst(4 * expected.count)
      let largest = expected.reduce(0) { max($0, abs($1)) }
      let difference = zip(found, expected).reduce(0) { max($0, abs($1.0 - $1.1)) }
      #expect(found.allSatisfy(\.isFinite) && difference <= 1e-5 * largest, "\(architecture)")
    }
    #expect(bytes.isEmpty)
  }

  @Test func augmentationsAreTheSamePixels() throws {
    let picture = RGBImage.spot(side: 97)
    try folder.write(
      ForeignEngine.pixmap(width: 97, height: 97, pixels: picture.pixels), to: "picture")
    _ = try ForeignEngine.arm64.run(["augment", folder.file("picture"), folder.file("changed")])
    var generator = SeededGenerator(seed: 7)
    var policy = AugmentationPolicy.paper
    policy.hue = -20...20
    var expected: [UInt8] = []
    for _ in 0..<16 { expected += policy.draw(using: &generator).apply(to: picture).pixels }
    let strong = StrongAugmentationPolicy.everything
    for _ in 0..<16 {
      expected +=
        strong.draw(using: &generator).apply(
          to: picture, targetWidth: 80, targetHeight: 96
        ).pixels
    }
    #expect(try folder.read("changed") == expected)
  }
}
