import NeuralNetwork

/// What a file of weights turned out to be.
public struct WeightsIdentity: Sendable, Equatable {
  /// How tensors lie in a file.
  public enum Container: String, Sendable, Codable {
    /// One header, then all tensors.
    case safetensors
    /// HDF5 with `layer_names` and `weight_names`, by `model.save("x.h5")` and the official files.
    case kerasLegacy = "keras-h5"
    /// HDF5 with `layers/NAME/vars/N`, by `model.save_weights("x.weights.h5")` of Keras 3.
    case keras3 = "keras3-h5"
  }

  /// How the network's tensors were found.
  public enum Rule: String, Sendable, Codable {
    /// By their names, as they are or as an older Keras had them.
    case name
    /// By the order of the model's layers and of the tensors within them, as Keras loads such files.
    case order
    /// By the kind of their layer and its order among those of that kind, as Keras 3 loads them.
    case kind
  }

  public let architecture: Architecture
  /// Which framework's names and padding belong to the tensors.
  public let origin: WeightOrigin
  public let container: Container
  public let rule: Rule
  /// The count of tensors that belong to the backbone.
  public let tensorCount: Int
  /// Whether Lentigo's head is in the file, too: then it is no pretrained backbone but a model, whose
  /// backbone may have been trained on lesions.
  public var hasHead = false
}
