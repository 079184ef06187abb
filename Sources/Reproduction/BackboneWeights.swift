import NeuralNetwork
import PretrainedWeights
import Report
import Training

/// A file of pretrained weights, and what tells it from others.
struct BackboneWeights: Sendable {
  let path: String
  let origin: WeightOrigin
  /// Fingerprint of the backbone's tensors, whatever else is in the file.
  let fingerprint: String

  /// The weights of a network in the folder; nil where there are none that can be used.
  ///
  /// - Parameter notice: told, in a sentence each, what is wrong with files that were passed over:
  ///   a damaged file must not look like one that was never installed.
  init?(_ architecture: Architecture, in directory: String, notice: (String) -> Void) {
    let (path, problems) = WeightStore(directory: directory).find(architecture)
    for problem in problems { notice("passed over: \(problem)") }
    guard let path else { return nil }
    let backbone: BackboneFile
    do {
      backbone = try BackboneFile(path: path, architecture: architecture)
    } catch {
      notice("passed over: \(error)")
      return nil
    }
    self.path = path
    origin = backbone.origin
    fingerprint = backbone.fingerprint.hexadecimal
  }

  /// For the report.
  var used: PaperReport.WeightsUsed {
    .init(
      file: path.split(separator: "/").last.map(String.init) ?? path, fingerprint: fingerprint,
      origin: "\(origin)")
  }
}
