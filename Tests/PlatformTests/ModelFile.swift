import NeuralNetwork
import Screening

/// Model files with generated weights, built in memory.
enum ModelFile {
  /// The last layer of row 9 of the network's table, of 96 channels.
  private static var noveltyLayer: Int {
    Network.classifier(.mobileNetV3Small, origin: .torchvision).layerBlocks.lastIndex(of: 9) ?? -1
  }

  static func metadata(
    origin: WeightOrigin = .torchvision, mode: String = "squash", threshold: Float = 0.5,
    calibration: RiskCalibration? = nil, novelty: NoveltyDetector? = nil
  ) -> String {
    var members = ""
    if let calibration {
      members +=
        "\"calibration\":{\"slope\":\(calibration.slope),\"intercept\":\(calibration.intercept)},"
    }
    if let novelty {
      members += "\"novelty\":{\"layer\":\(noveltyLayer),\"limit\":\(novelty.limit)},"
    }
    let format = novelty != nil ? 3 : calibration != nil ? 2 : 1
    return """
      {"format":\(format),\(members)"architecture":"mobilenet-v3-small","weights":"\(origin)",\
      "preprocessing":{"width":224,"height":224,"mode":"\(mode)"},\
      "operating_point":{"threshold":\(threshold)}}
      """
  }

  /// - Parameters:
  ///   - metadata: under the key `lentigo`; nil for none.
  ///   - headScale: factor on the last layer, which keeps risks away from 0 and 1.
  ///   - scales: factors on tensors by name.
  ///   - novelty: whose tensor is added.
  static func bytes(
    _ metadata: String?, origin: WeightOrigin = .torchvision, headScale: Float = 1,
    scales: [String: Float] = [:], novelty: NoveltyDetector? = nil
  ) -> [UInt8] {
    let parameters = Network.classifier(.mobileNetV3Small, origin: origin).parameters
    var writer = SafetensorsWriter()
    for (index, parameter) in parameters.enumerated() {
      let isLastLayer = index >= parameters.count - 2
      let scale =
        scales[String(decoding: parameter.name, as: UTF8.self), default: 1]
        * (isLastLayer ? headScale : 1)
      let floats = GeneratedWeights.floats(parameter).map { $0 * scale }
      writer.add(name: parameter.name, shape: parameter.shape, floats: floats)
    }
    if let novelty {
      writer.add(name: "novelty", shape: [novelty.numbers.count], floats: novelty.numbers)
    }
    if let metadata { writer.setMetadata("lentigo", [UInt8](metadata.utf8)) }
    return writer.serialized()
  }
}
