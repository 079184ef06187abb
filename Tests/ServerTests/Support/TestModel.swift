import Diagnosing
import NeuralNetwork
import Screening
import Server

/// A model of generated weights, with risks that differ from picture to picture, and a detector to which
/// every picture is a lesion.
enum TestModel {
  static let metadata = """
    {"format":3,"architecture":"mobilenet-v3-small","weights":"torchvision",\
    "preprocessing":{"width":224,"height":224,"mode":"squash"},\
    "operating_point":{"name":"balanced","threshold":0.5},\
    "operating_points":[{"name":"balanced","threshold":0.5},{"name":"careful","threshold":0.01}],\
    "novelty":{"layer":\(noveltyLayer),"limit":1000000},"training":{}}
    """
  private static let noveltyLayer = 37

  static let sha256 = String(repeating: "0123456789abcdef", count: 4)

  static let served: Result<ServedModel, any Error> = Result {
    var writer = SafetensorsWriter()
    let network = Network.classifier(.mobileNetV3Small, origin: .torchvision)
    for parameter in network.parameters {
      writer.add(
        name: parameter.name, shape: parameter.shape, floats: GeneratedWeights.floats(parameter))
    }
    let channels = network.layers[noveltyLayer].outputShape.channels
    // Means of 0, and the triangle of the identity.
    var numbers = [Float](repeating: 0, count: channels)
    for row in 0..<channels { numbers += [Float](repeating: 0, count: row) + [1] }
    writer.add(name: "novelty", shape: [numbers.count], floats: numbers)
    writer.setMetadata("lentigo", [UInt8](metadata.utf8))
    let bytes = writer.serialized()
    let model = try ScreeningModel(modelFile: bytes)
    return ServedModel(
      model, name: "test.safetensors", sha256: sha256, byteCount: bytes.count,
      threshold: DecisionThreshold(name: "balanced", value: model.threshold))
  }
}
