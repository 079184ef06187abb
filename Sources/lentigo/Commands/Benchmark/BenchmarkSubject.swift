import Files
import NeuralNetwork
import Screening

/// The network that is timed, and its weights: those of a trained model, or generated ones.
struct BenchmarkSubject {
  let network: Network
  let weights: Safetensors

  init(_ architecture: Architecture) throws {
    network = Network.classifier(architecture, origin: .keras)
    weights = try GeneratedWeights.file(for: network)
  }

  /// - Throws: `FileError` or `ModelLoadError`, which name the file.
  init(modelFile path: String) throws {
    network = try ModelLoader.load(path).plan.network
    weights = try Safetensors(try FileBytes.read(path))
  }
}
