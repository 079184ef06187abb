import LesionImage
import NeuralNetwork

/// A trained model, read from a model file and ready to run: everything between an upright picture
/// and its risk, and the threshold that turns the risk into a verdict.
///
/// A model file is a safetensors file whose metadata holds, under the key `lentigo`, JSON such as
///
///     {"format":3,"architecture":"mobilenet-v3-small","weights":"torchvision",
///      "preprocessing":{"width":224,"height":224,"mode":"squash"},
///      "calibration":{"method":"platt","slope":1.3,"intercept":-0.4},
///      "operating_point":{"threshold":0.12},
///      "operating_points":[{"name":"sensitivity-95","threshold":0.07}],"training":{},
///      "precisions":[{"precision":"bf16","offered":true}],
///      "novelty":{"layer":37,"limit":1.7}}
///
/// The risk is `sigmoid(slope * logit + intercept)`; without `calibration` the sigmoid of the logit.
/// Thresholds are risks. `precisions` says in which precisions below 32-bit floats the model was measured,
/// and which of them cost little enough; a file without it is offered in 32-bit floats alone. What was
/// measured stands in the same objects (`MeasuredPrecision`, in Training). With `novelty` the tensor of
/// that name makes a `NoveltyDetector` for the layer; without it no picture is refused for
/// showing no lesion. Other members are allowed and not read here.
public struct ScreeningModel: Sendable {
  /// The formats of model files that this version reads. A file is written in the lowest one whose
  /// readers give the verdicts that it means: format 2 has a calibration, without which risks would be
  /// wrong, format 3 a novelty detector, without which a page of text would get a verdict.
  public static var formats: ClosedRange<UInt64> { 1...3 }
  /// The key of the metadata in a model file.
  public static var metadataKey: StaticString { "lentigo" }

  /// The network with its weights; screeners share it.
  public let plan: ExecutionPlan
  /// How a picture becomes the network's input.
  public let preprocessing: Preprocessing
  /// What makes the network's logit a risk.
  public let calibration: RiskCalibration
  /// What tells pictures that show no lesion; nil where the file has nothing to tell them by.
  public var novelty: NoveltyDetector? { detector.count > 0 ? detector : nil }
  /// As `novelty`; with a count of 0 and an infinite limit where there is none.
  let detector: NoveltyDetector
  /// The operating points that can be asked for by name; none where the file has none.
  public let operatingPoints: [NamedThreshold]
  /// The risk, in 0...1, from which on a lesion is referred, unless another operating point is asked
  /// for.
  public let threshold: Float
  /// The precisions that the file offers, `fp32` always; whether this machine has them is another
  /// matter (`Precision.isAvailable(on:)`).
  public let offeredPrecisions: PrecisionSet
  /// The precision that this model runs in.
  public var precision: Precision { plan.precision }
  /// The network's backbone.
  public var architecture: Architecture { plan.network.architecture }

  /// Reads a model file.
  ///
  /// - Parameter precision: what the network computes in; one that the file offers.
  /// - Throws: `ModelError` for anything that is not exactly one well-formed model, since the file may
  ///   come from anywhere; `precisionNotOffered` where the file does not offer `precision`, and
  ///   `invalidWeights` where it does and this machine lacks it.
  public init(
    modelFile bytes: [UInt8], instructionSet: InstructionSet = .best, precision: Precision = .fp32
  ) throws(ModelError) {
    let file: Safetensors
    do throws(SafetensorsError) {
      file = try Safetensors(bytes)
    } catch {
      throw .invalidFile(error)
    }
    let header = try ModelHeader(of: file)
    offeredPrecisions = header.offeredPrecisions
    guard offeredPrecisions.contains(precision) else {
      throw .precisionNotOffered(precision, offered: offeredPrecisions)
    }
    let network = Network.classifier(header.architecture, origin: header.origin)
    guard header.width == network.inputWidth, header.height == network.inputHeight else {
      throw .wrongInputSize(
        width: header.width, height: header.height, expectedWidth: network.inputWidth,
        expectedHeight: network.inputHeight)
    }
    do throws(WeightsError) {
      plan = try ExecutionPlan(
        network, weights: file, instructionSet: instructionSet, precision: precision,
        tap: header.novelty.layer)
      detector = try NoveltyDetector(count: plan.tapCount, header.novelty, in: file)
    } catch {
      throw .invalidWeights(error)
    }
    preprocessing = Preprocessing(
      width: network.inputWidth, height: network.inputHeight, mode: header.mode,
      normalization: network.normalization)
    threshold = header.threshold
    calibration = header.calibration
    operatingPoints = header.operatingPoints
  }
}
