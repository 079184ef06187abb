import Dataset
import Files
import NeuralNetwork
import Screening
import Training

/// Reads model files for the commands.
enum ModelLoader {
  /// Loads the model at `path`.
  ///
  /// The variable `LENTIGO_INSTRUCTION_SET` picks the kernels (for tests and comparisons).
  /// - Throws: `FileError` or `ModelLoadError`, which name the file.
  static func load(_ path: String) throws -> ScreeningModel {
    try load(path, bytes: try FileBytes.read(path))
  }

  /// Loads the model at `path`, and what it says about the images it has seen.
  /// - Throws: as `load(_:)`.
  static func loadWithProvenance(
    _ path: String
  ) throws -> (model: ScreeningModel, provenance: ModelProvenance) {
    let bytes = try FileBytes.read(path)
    let model = try load(path, bytes: bytes)
    do {
      return (model, try ModelProvenance(try Safetensors(bytes)))
    } catch {
      throw ModelLoadError(path: path, reason: "\(error)")
    }
  }

  private static func load(_ path: String, bytes: [UInt8]) throws -> ScreeningModel {
    let instructionSet = try InstructionSetChoice.current()
    do {
      return try ScreeningModel(modelFile: bytes, instructionSet: instructionSet)
    } catch ModelError.invalidFile(let cause) {
      throw ModelLoadError(path: path, reason: "\(cause)")
    } catch {
      throw ModelLoadError(path: path, reason: "\(error)")
    }
  }
}

/// A model file that was refused.
struct ModelLoadError: Error, CustomStringConvertible {
  let path: String
  /// Without the path.
  let reason: String

  var description: String {
    let sentence = reason.hasSuffix(".") ? reason : reason + "."
    return "\(path) is not a usable model: \(sentence) Make one with `lentigo train`."
  }
}
