import LesionImage
import NeuralNetwork

/// Model files with random weights, built in memory.
enum ModelFile {
  static let metadata = """
    {"format":1,"architecture":"mobilenet-v3-small","weights":"torchvision",\
    "preprocessing":{"width":224,"height":224,"mode":"squash"},\
    "operating_point":{"threshold":0.5,"sensitivity":0.9},"training":{"epochs":8}}
    """

  /// The same seed gives the same bytes; tensors in `leavingOut` are missing, and `adding` adds some.
  static func bytes(
    metadata: String? = ModelFile.metadata, origin: WeightOrigin = .torchvision, seed: UInt64 = 1,
    leavingOut: Set<String> = [], adding: (inout SafetensorsWriter) -> Void = { _ in }
  ) -> [UInt8] {
    var generator = SeededGenerator(seed: seed)
    var writer = SafetensorsWriter()
    for parameter in Network.classifier(.mobileNetV3Small, origin: origin).parameters {
      let name = String(decoding: parameter.name, as: UTF8.self)
      // Inputs of one output: torchvision's convolutions name outputs first, our head inputs.
      let outputs = parameter.shape.count == 2 ? parameter.shape[1] : parameter.shape[0]
      let fan = Float(parameter.count / outputs)
      let isVariance = name.hasSuffix("var") || name.hasSuffix("variance")
      let isScale = parameter.shape.count == 1 && name.hasSuffix("weight")
      let floats = (0..<parameter.count).map { _ in
        isVariance || isScale
          ? 0.5 + generator.nextUnit() : (generator.nextUnit() - 0.5) * 3 / fan.squareRoot()
      }
      guard !leavingOut.contains(name) else { continue }
      writer.add(name: parameter.name, shape: parameter.shape, floats: floats)
    }
    adding(&writer)
    if let metadata { writer.setMetadata("lentigo", [UInt8](metadata.utf8)) }
    return writer.serialized()
  }
}
