import Files
import LesionImage
import NeuralNetwork
import TorchBackend
import Training

/// The tensors that a fine-tuning starts from, as one file of the whole classifier.
struct StartingWeights {
  let backbone: BackboneFile
  /// Backbone and head.
  let tensors: Safetensors
  /// The classifier of the backbone's architecture and origin.
  let network: Network
  /// Of what is given: the backbone, and with a whole model its head. A head that is drawn follows from
  /// the seed.
  let fingerprint: Fingerprint

  /// - Throws: `TrainingError` with the code `unusableBackbone`.
  init(_ configuration: FineTuningConfiguration) throws(TrainingError) {
    let path = configuration.initialWeights
    backbone = try BackboneFile(path: path, architecture: configuration.architecture)
    network = .classifier(configuration.architecture, origin: backbone.origin)
    let layout = HeadLayout(inputCount: backbone.network.outputCount)
    var writer = SafetensorsWriter()
    var fingerprint = backbone.fingerprint
    for tensor in backbone.backboneTensors {
      writer.add(name: tensor.name, shape: tensor.shape, floats: tensor.floats)
    }
    if configuration.startsFromModel {
      for tensor in layout.tensors {
        guard let floats = backbone.tensors.floats(named: tensor.name),
          floats.count == tensor.range.count
        else {
          throw TrainingError(
            .unusableBackbone,
            "\(path) has no tensor \(tensor.name) of \(tensor.range.count) numbers: name a model "
              + "written by lentigo train, or give the backbone alone as --backbone-weights.")
        }
        writer.add(name: tensor.name, shape: tensor.shape, floats: floats)
        fingerprint.combine(floats)
      }
    } else {
      var generator = SeededGenerator(seed: configuration.seed, stream: RandomStream.head)
      let head = HeadInitialization.fanInUniform.draw(layout, using: &generator)
      for tensor in layout.tensors {
        writer.add(name: tensor.name, shape: tensor.shape, floats: Array(head[tensor.range]))
      }
    }
    self.fingerprint = fingerprint
    do {
      tensors = try Safetensors(writer.serialized())
    } catch {
      throw TrainingError(
        .unusableBackbone, "The weights \(path) cannot be put together.", cause: error)
    }
  }
}

extension [TrainableNetwork.FileTensor] {
  /// The tensors as a file that the engine reads.
  func safetensors() throws(TrainingError) -> Safetensors {
    var writer = SafetensorsWriter()
    for tensor in self { writer.add(name: tensor.name, shape: tensor.shape, floats: tensor.floats) }
    do {
      return try Safetensors(writer.serialized())
    } catch {
      throw TrainingError(.unwritable, "The weights cannot be put into a file.", cause: error)
    }
  }
}
