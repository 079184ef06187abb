import LesionImage
import NeuralNetwork
import Screening

/// A model that has learnt nothing, to time a network whose weights are not installed: the numbers in
/// a network do not change how long it takes.
enum GeneratedModel {
  /// - Throws: `ReproductionError`, which would be a mistake of ours.
  static func make(
    _ architecture: Architecture, instructionSet: InstructionSet
  ) throws(ReproductionError) -> ScreeningModel {
    let origin = WeightOrigin.keras
    let network = Network.classifier(architecture, origin: origin)
    var writer = SafetensorsWriter()
    for parameter in network.parameters {
      writer.add(
        name: parameter.name, shape: parameter.shape, floats: GeneratedWeights.floats(parameter))
    }
    let metadata = """
      {"format":\(ScreeningModel.formats.lowerBound),"architecture":"\(architecture)","weights":"\(origin)",\
      "preprocessing":{"width":\(network.inputWidth),"height":\(network.inputHeight),\
      "mode":"\(ResizeMode.squash)"},"operating_point":{"threshold":0.5}}
      """
    writer.setMetadata(ScreeningModel.metadataKey, Array(metadata.utf8))
    do {
      return try ScreeningModel(
        modelFile: writer.serialized(), instructionSet: instructionSet)
    } catch {
      throw ReproductionError(
        .failedTraining, "\(architecture) could not be run with made-up weights.", cause: error)
    }
  }
}
