import LesionImage
import NeuralNetwork

/// Weights of a backbone that has learnt nothing, yet gives finite features of about equal size.
enum RandomBackbone {
  static func file(
    _ architecture: Architecture = .mobileNetV3Small, origin: WeightOrigin = .torchvision,
    seed: UInt64 = 1
  ) -> [UInt8] {
    var generator = SeededGenerator(seed: seed)
    var writer = SafetensorsWriter()
    for parameter in Network.backbone(architecture, origin: origin).parameters {
      let name = String(decoding: parameter.name, as: UTF8.self)
      let values: [Float]
      if parameter.shape.count > 1 {
        let inputs = parameter.count / parameter.shape[origin == .keras ? 3 : 0]
        let bound = (6 / Float(max(1, inputs))).squareRoot()
        values = (0..<parameter.count).map { _ in (generator.nextUnit() * 2 - 1) * bound }
      } else {
        // Ones for batch norm's scales and variances, zeros for means and biases.
        let ends = [".running_var", "variance", "gamma"]
        let isScale = name.hasSuffix(".weight") || ends.contains { name.hasSuffix($0) }
        values = [Float](repeating: isScale ? 1 : 0, count: parameter.count)
      }
      writer.add(name: parameter.name, shape: parameter.shape, floats: values)
    }
    // What a file with a whole classifier has besides the backbone.
    writer.add(name: "classifier.0.weight", shape: [2], floats: [1, 2])
    return writer.serialized()
  }
}
