import Files
import NeuralNetwork
import Screening
import Training

/// A finished model, with what it says of itself and of the images it has seen.
struct ModelReader {
  let model: ScreeningModel
  let provenance: ModelProvenance
  let facts: ModelFacts

  /// - Throws: `ReproductionError` with the code `failedTraining` where the file cannot be run.
  init(_ path: String, instructionSet: InstructionSet) throws(ReproductionError) {
    do {
      let bytes = try FileBytes.read(path)
      model = try ScreeningModel(modelFile: bytes, instructionSet: instructionSet)
      let file = try Safetensors(bytes)
      provenance = try ModelProvenance(file)
      facts = try ModelFacts(file)
    } catch {
      throw ReproductionError(.failedTraining, "\(path) cannot be run.", cause: error)
    }
  }
}
