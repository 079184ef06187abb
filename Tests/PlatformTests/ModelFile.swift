import NeuralNetwork
import Screening

/// Model files with generated weights, built in memory.
enum ModelFile {
  static func metadata(
    origin: WeightOrigin = .torchvision, mode: String = "squash", threshold: Float = 0.5,
    calibration: RiskCalibration? = nil
  ) -> String {
    let member = calibration.map {
      "\"calibration\":{\"slope\":\($0.slope),\"intercept\":\($0.intercept)},"
    }
    return """
      {"format":\(calibration == nil ? 1 : 2),\(member ?? "")"architecture":"mobilenet-v3-small","weights":"\(origin)",\
      "preprocessing":{"width":224,"height":224,"mode":"\(mode)"},\
      "operating_point":{"threshold":\(threshold)}}
      """
  }

  /// - Parameters:
  ///   - metadata: under the key `lentigo`; nil for none.
  ///   - headScale: factor on the last layer, which keeps risks away from 0 and 1.
  ///   - scales: factors on tensors by name.
  static func bytes(
    _ metadata: String?, origin: WeightOrigin = .torchvision, headScale: Float = 1,
    scales: [String: Float] = [:]
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
    if let metadata { writer.setMetadata("lentigo", [UInt8](metadata.utf8)) }
    return writer.serialized()
  }
}
