import Dataset
import Files
import Foundation
import NeuralNetwork

/// Writes a trained model as one safetensors file: backbone, head, provenance and metadata.
///
/// The backbone's tensors keep the names of their origin, the head's are ours; together they are
/// the network's parameters. The same inputs give the same bytes.
package struct ModelFile {
  package let weights: StoredWeights
  package let provenance: ModelProvenance
  package var metadata: ModelMetadata
  /// Set together with its part of the metadata: see `learnNovelty`.
  private(set) var novelty: FittedNovelty?

  package init(weights: StoredWeights, provenance: ModelProvenance, metadata: ModelMetadata) {
    self.weights = weights
    self.provenance = provenance
    self.metadata = metadata
  }

  /// Gives the file a detector of pictures without a lesion, and the format that it takes.
  mutating func adopt(_ novelty: FittedNovelty) {
    self.novelty = novelty
    metadata.novelty = novelty.metadata
    metadata.format = ModelMetadata.noveltyFormat
  }

  /// The file's bytes.
  package func serialized() throws -> [UInt8] {
    var writer = SafetensorsWriter()
    for (name, hashes) in provenance.tensors {
      writer.add(name: name, shape: [hashes.count], uint64s: hashes)
    }
    try weights.add(to: &writer)
    // Behind wider numbers, so that all lie where readers that map the file want them.
    novelty?.add(to: &writer)
    writer.setMetadata(ModelMetadata.key, Array(try JSONEncoder.canonical.encode(metadata)))
    return writer.serialized()
  }

  /// Writes the file to `path` in one step.
  package func write(to path: String) throws(TrainingError) {
    do {
      try AtomicFile.write(try serialized(), to: path)
    } catch {
      throw TrainingError(
        .unwritable,
        "The model \(path) could not be written; the training is saved: make room and go on with "
          + "--resume.", cause: error)
    }
  }
}
