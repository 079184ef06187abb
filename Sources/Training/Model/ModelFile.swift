import Dataset
import Files
import Foundation
import NeuralNetwork

/// Writes a trained model as one safetensors file: backbone, head, provenance and metadata.
///
/// The backbone's tensors keep the names of their origin, the head's are ours; together they are
/// the network's parameters. The same inputs give the same bytes.
struct ModelFile {
  let backbone: BackboneFile
  let head: ClassificationHead
  let provenance: ModelProvenance
  var metadata: ModelMetadata

  /// The file's bytes.
  func serialized() throws -> [UInt8] {
    var writer = SafetensorsWriter()
    for (name, hashes) in provenance.tensors {
      writer.add(name: name, shape: [hashes.count], uint64s: hashes)
    }
    for tensor in backbone.backboneTensors {
      writer.add(name: tensor.name, shape: tensor.shape, floats: tensor.floats)
    }
    for tensor in head.layout.tensors {
      writer.add(
        name: tensor.name, shape: tensor.shape, floats: Array(head.parameters[tensor.range]))
    }
    writer.setMetadata(ModelMetadata.key, Array(try JSONEncoder.canonical.encode(metadata)))
    return writer.serialized()
  }

  /// Writes the file to `path` in one step.
  func write(to path: String) throws(TrainingError) {
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
