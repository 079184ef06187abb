import NeuralNetwork
import Synchronization

/// Generated weights, made once for all tests: up to 100 MB each, which take longer to make than many
/// a test to run.
enum SharedWeights {
  private static let files = Mutex<[String: Safetensors]>([:])

  /// Every tensor of the network's classifier, and so those of its backbone.
  static func of(_ network: NetworkCase) throws -> Safetensors {
    try files.withLock { files in
      if let file = files[network.testDescription] { return file }
      let file = try GeneratedWeights.file(for: network.classifier)
      files[network.testDescription] = file
      return file
    }
  }
}
