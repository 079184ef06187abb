import Files
import NeuralNetwork

/// A network written out for other engines: its layers as JSON in the metadata of a safetensors
/// file, its folded tensors, an image and the logit that Lentigo gives for it.
///
/// `Benchmarks/make_onnx.py` reads it, so that what is timed beside Lentigo computes the same.
struct NetworkExport {
  /// The metadata key of the JSON.
  static let key = "network"

  let plan: ExecutionPlan
  let weights: Safetensors

  func write(to path: String) throws {
    var writer = SafetensorsWriter()
    for tensor in try FoldedTensors(plan.network, in: weights).tensors {
      writer.add(name: tensor.name, shape: tensor.shape, floats: tensor.floats)
    }
    let shape = plan.network.inputShape
    let session = InferenceSession(plan)
    let image = GeneratedWeights.image(count: shape.count)
    _ = session.input.update(from: image)
    writer.add(name: "image", shape: shape.dimensions, floats: image)
    writer.add(name: "logit", shape: [1], floats: [session.firstOutput()])
    writer.setMetadata(Self.key, Array(try JSON.line(Description(plan.network)).utf8))
    try AtomicFile.write(writer.serialized(), to: path)
  }

  private struct Description: Encodable {
    let architecture: String
    let origin: String
    let layers: [Step]

    init(_ network: Network) {
      architecture = "\(network.architecture)"
      origin = "\(network.origin)"
      layers = network.layers.map(Step.init)
    }
  }

  /// A layer; what an operation does not have is left out.
  private struct Step: Encodable {
    let operation: String
    /// Number of the layer that is read, from 0; -1 is the image.
    let input: Int
    let activation: String
    /// Rows, columns, channels.
    let inputShape: [Int]
    let outputShape: [Int]
    /// Side of the window.
    var window: Int?
    var stride: Int?
    /// Rows above, columns left, rows below, columns right.
    var padding: [Int]?
    /// What is added: number of a layer.
    var other: Int?
    /// Of squeeze-and-excite, between its dense steps and for the factors.
    var innerActivation: String?
    var gate: String?

    private enum CodingKeys: String, CodingKey {
      case operation, input, activation, window, stride, padding, other, gate
      case inputShape = "input_shape"
      case outputShape = "output_shape"
      case innerActivation = "inner_activation"
    }

    init(_ layer: Layer) {
      input = layer.input
      activation = "\(layer.activation)"
      inputShape = layer.inputShape.dimensions
      outputShape = layer.outputShape.dimensions
      switch layer.operation {
      case .convolution(let convolution):
        operation = "convolution"
        setWindow(convolution.kernel, convolution.stride, convolution.padding)
      case .depthwiseConvolution(let convolution):
        operation = "depthwise"
        setWindow(convolution.kernel, convolution.stride, convolution.padding)
      case .maxPooling(let pooling):
        operation = "max-pooling"
        setWindow(pooling.window, pooling.stride, pooling.padding)
      case .squeezeExcite(let block):
        operation = "squeeze-excite"
        innerActivation = "\(block.inner)"
        gate = "\(block.gate)"
      case .add(let layer):
        operation = "add"
        other = layer
      case .flatten: operation = "flatten"
      case .dense: operation = "dense"
      }
    }

    private mutating func setWindow(_ side: Int, _ stride: Int, _ padding: Padding) {
      window = side
      self.stride = stride
      self.padding = [padding.top, padding.left, padding.bottom, padding.right]
    }
  }
}
