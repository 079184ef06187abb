import NeuralNetwork
import Testing

/// A network and the framework its weights are from: what the tests run through.
struct NetworkCase: CustomTestStringConvertible, Sendable {
  let architecture: Architecture
  let origin: WeightOrigin

  /// Every network with every origin that it has.
  static let all = Architecture.allCases.flatMap { architecture in
    architecture.origins.map { NetworkCase(architecture: architecture, origin: $0) }
  }

  /// Those that have batch norm.
  static let normalized = all.filter { $0.architecture != .vgg16 }

  var testDescription: String { "\(architecture) of \(origin)" }

  var backbone: Network { .backbone(architecture, origin: origin) }
  var pooledFeatures: Network { .pooledFeatures(architecture, origin: origin) }
  var classifier: Network { .classifier(architecture, origin: origin) }

  /// The backbone on 70 rows of 93 columns: most layers' sizes are odd, and they are computed in an
  /// eighth of the time.
  var oddBackbone: Network { .backbone(architecture, origin: origin, height: 70, width: 93) }

  /// The backbone on images hardly larger than its stride, for what does not depend on their size.
  var smallBackbone: Network {
    .backbone(architecture, origin: origin, height: 33, width: 45)
  }

  /// Instruction sets whose time on 224 x 224 pixels fits a test: the scalar reference takes seconds
  /// for an image of ResNet50 and about half a minute for one of VGG16.
  var affordableInstructionSets: [InstructionSet] {
    InstructionSet.available.filter { $0 != .scalar || backbone.multiplyAdds < 1_000_000_000 }
  }
}
