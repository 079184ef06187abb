import NeuralNetwork

/// Table 2 as the paper has it, measured on 6,626 images with a Tesla T4.
public enum PaperTable {
  /// The baseline's name there.
  public static let baselineName = "SVM baseline"

  public static let baseline = PaperReport.PaperFigures(
    parameterCount: nil, inferenceSeconds: nil, precision: 0.2593, recall: 0.3874,
    specificity: 0.3942, auc: 0.3993)

  /// A network's row.
  public static func figures(_ architecture: Architecture) -> PaperReport.PaperFigures {
    switch architecture {
    case .mobileNetV3Small:
      .init(
        parameterCount: 1_602_929, inferenceSeconds: 69.737, precision: 0.0841, recall: 0.4615,
        specificity: 0.8936, auc: 0.8284)
    case .efficientNetV2B0:
      .init(
        parameterCount: 7_394_129, inferenceSeconds: 105.477, precision: 0.0973, recall: 0.2735,
        specificity: 0.9375, auc: 0.8157)
    case .resNet50:
      .init(
        parameterCount: 25_947_265, inferenceSeconds: 94.390, precision: 0.0926, recall: 0.5385,
        specificity: 0.8892, auc: 0.8304)
    case .vgg16:
      .init(
        parameterCount: 15_304_769, inferenceSeconds: 71.710, precision: 0.0467, recall: 0.5299,
        specificity: 0.7913, auc: 0.7507)
    }
  }

  /// A network's name in the paper's Table 2.
  public static func name(_ architecture: Architecture) -> String {
    switch architecture {
    case .mobileNetV3Small: "MobileNetV3Small"
    case .efficientNetV2B0: "EfficientNetV2B0"
    case .resNet50: "ResNet50"
    case .vgg16: "VGG16"
    }
  }
}
