import Dataset
import Files
import NeuralNetwork
import Screening
import Training

/// Reads model files for the commands.
enum ModelLoader {
  /// A model beside what its file says of the images it has seen.
  struct Loaded {
    let model: ScreeningModel
    let provenance: ModelProvenance
    let file: Safetensors
  }

  /// Loads the model at `path`.
  ///
  /// The variable `LENTIGO_INSTRUCTION_SET` picks the kernels (for tests and comparisons).
  /// - Throws: `FileError`, `ModelLoadError` or `RefusedPrecision`, which name the file.
  static func load(_ path: String, precision: Precision = .fp32) throws -> ScreeningModel {
    try load(path, bytes: try FileBytes.read(path), precision: precision)
  }

  /// Loads the model at `path`, and what it says about the images it has seen.
  /// - Throws: as `load(_:precision:)`.
  static func loadWithProvenance(
    _ path: String, precision: Precision = .fp32
  ) throws -> Loaded {
    let bytes = try FileBytes.read(path)
    let model = try load(path, bytes: bytes, precision: precision)
    do {
      let file = try Safetensors(bytes)
      return Loaded(model: model, provenance: try ModelProvenance(file), file: file)
    } catch {
      throw ModelLoadError(path: path, reason: "\(error)")
    }
  }

  /// A model beside what its file says about its thresholds.
  struct Decided {
    let model: ScreeningModel
    let decisions: StoredDecisions
  }

  /// Loads the model at `path`, and what it says about its calibration and thresholds.
  /// - Throws: as `load(_:precision:)`.
  static func loadWithDecisions(_ path: String, precision: Precision = .fp32) throws -> Decided {
    let bytes = try FileBytes.read(path)
    let model = try load(path, bytes: bytes, precision: precision)
    let file = try? Safetensors(bytes)
    return Decided(
      model: model, decisions: file.map(StoredDecisions.init) ?? StoredDecisions())
  }

  private static func load(
    _ path: String, bytes: [UInt8], precision: Precision
  ) throws -> ScreeningModel {
    let instructionSet = try InstructionSetChoice.current()
    do {
      return try ScreeningModel(
        modelFile: bytes, instructionSet: instructionSet, precision: precision)
    } catch ModelError.invalidFile(let cause) {
      throw ModelLoadError(path: path, reason: "\(cause)")
    } catch ModelError.precisionNotOffered {
      throw RefusedPrecision(
        precision, model: path, isAvailable: precision.isAvailable(on: instructionSet),
        measured: measurement(of: precision, in: bytes))
    } catch ModelError.invalidWeights(.unavailablePrecision(let precision, let instructionSet)) {
      throw RefusedPrecision(precision, model: path, on: instructionSet)
    } catch {
      throw ModelLoadError(path: path, reason: "\(error)")
    }
  }

  /// What the file says about a precision, where it says anything.
  private static func measurement(of precision: Precision, in bytes: [UInt8]) -> MeasuredPrecision?
  {
    guard let file = try? Safetensors(bytes), let offer = try? ModelOffer(file) else { return nil }
    return offer.precisions.first { $0.precision == "\(precision)" }
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
