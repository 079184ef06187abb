import NeuralNetwork

/// Model files with a detector of pictures without a lesion, whose numbers are made up.
enum NoveltyFile {
  static let network = Network.classifier(.mobileNetV3Small, origin: .torchvision)
  /// The last of row 9 of the network's table: 96 channels.
  static let layer = network.layerBlocks.lastIndex(of: 9) ?? -1
  static let count = 96

  static let member = "\"novelty\":{\"layer\":\(layer),\"limit\":1.5}"

  static func metadata(_ member: String = member, format: Int = 3) -> String {
    ModelFile.metadata.replacing("\"format\":1,", with: "\"format\":\(format),\(member),")
  }

  /// A triangle of small numbers, its diagonal above 0.
  static func triangle() -> [Float] {
    var numbers: [Float] = []
    for row in 0..<count {
      for column in 0..<row { numbers.append(Float((row + column) % 5 - 2) / 16) }
      numbers.append(Float(1 + row % 3))
    }
    return numbers
  }

  static func bytes(
    metadata: String = metadata(), mean: [Float] = [Float](repeating: 0, count: count),
    triangle: [Float] = triangle(), seed: UInt64 = 4
  ) -> [UInt8] {
    ModelFile.bytes(metadata: metadata, seed: seed) { writer in
      writer.add(
        name: "novelty", shape: [mean.count + triangle.count], floats: mean + triangle)
    }
  }
}
