import NeuralNetwork
import Report
import Training

/// A piece of a reproduction that is finished, kept and taken up again as a whole.
public enum ReproductionStage: Sendable, Hashable {
  /// The labels are read, the images looked at and parted.
  case data
  /// The baseline of section 3.2.
  case radiomics
  /// A network of Table 2: training, test and times.
  case network(Architecture)
  /// The recipe with elements left out, on MobileNetV3-Small.
  case ablation(AblationVariant)
  /// MobileNetV3-Small on a split by patient.
  case patients

  /// The name of its file, such as `network-vgg16`.
  public var name: String {
    switch self {
    case .data: "data"
    case .radiomics: "svm-radiomics"
    case .network(let architecture): "network-\(architecture)"
    case .ablation(let variant): "ablation-\(variant.rawValue)"
    case .patients: "by-patient"
    }
  }

  /// For the person at the terminal.
  public var title: String {
    switch self {
    case .data: "Data"
    case .radiomics: "Radiomics baseline"
    case .network(let architecture): PaperTable.name(architecture)
    case .ablation(let variant): "Ablation, \(variant.name)"
    case .patients: "By patient"
    }
  }

  /// The stages of a configuration, cheap ones first, so that a report exists early; VGG16, which
  /// takes about an hour, is last.
  package static func all(for configuration: ReproductionConfiguration) -> [ReproductionStage] {
    let networks = configuration.orderedNetworks
    var stages: [ReproductionStage] = [.data, .radiomics]
    stages += networks.filter { $0 != .vgg16 }.map { .network($0) }
    if networks.contains(studied) {
      stages += AblationVariant.cases(of: configuration.recipe).map { .ablation($0) }
      // On a split by patient the network's own row is this one; without patients there is none.
      let hasPatients = configuration.manifest.records.contains { $0.patientID != nil }
      if configuration.grouping != .patient, hasPatients { stages.append(.patients) }
    }
    if networks.contains(.vgg16) { stages.append(.network(.vgg16)) }
    return stages
  }

  /// The network of the ablation and of the split by patient: the paper's choice.
  static let studied = Architecture.mobileNetV3Small

  /// The network whose weights the stage needs.
  var architecture: Architecture? {
    switch self {
    case .data, .radiomics: nil
    case .network(let architecture): architecture
    case .ablation, .patients: Self.studied
    }
  }
}
