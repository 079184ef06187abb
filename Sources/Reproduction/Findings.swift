import Evaluation
import NeuralNetwork
import Report

/// What the finished stages found.
struct Findings: Sendable {
  var radiomics: RadiomicsFinding?
  var networks: [Architecture: NetworkFinding] = [:]
  var ablation: [AblationVariant: AblationFinding] = [:]
  var patients: EvaluationSummary?
  /// Why a stage could not be done, where it could not.
  var failures: [ReproductionStage: String] = [:]
}

/// The baseline's part of the report.
struct RadiomicsFinding: Codable, Sendable {
  var section: PaperReport.RadiomicsSection
  /// Of the variant with sign and class weights right.
  var measurement: PaperReport.Measurement
}

/// A network's times, and how good it is where it has weights.
struct NetworkFinding: Codable, Sendable {
  var timing: PaperReport.InferenceTiming
  var measurement: PaperReport.Measurement?
}

/// The recipe with something left out, and the whole recipe scored by the very same arithmetic: the
/// network's own row runs backbone and head as one, whose last bits differ.
struct AblationFinding: Codable, Sendable {
  var measurement: PaperReport.Measurement
  var full: PaperReport.Measurement
}

/// A training that came to its end.
struct TrainingFinding: Codable, Sendable {
  var epochs: [PaperReport.Epoch]
  /// Fingerprint of the model file's bytes.
  var model: String
  /// Of all epochs, interruptions aside; nil in records of older versions.
  var seconds: Double?
}
