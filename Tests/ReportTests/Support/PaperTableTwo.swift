import Report

/// What the paper prints, for the fixture.
enum PaperTableTwo {
  struct Row {
    let name: String
    let identifier: String
    let parameters: Int?
    let multiplyAdds: Int?
    let seconds: Double
    let milliseconds: Double?
    let keptEpoch: Int
    let paper: PaperReport.PaperFigures

    /// None for the baseline, and for ResNet50 as where nobody has fetched them.
    var weights: PaperReport.WeightsUsed? {
      switch identifier {
      case "mobilenet-v3-small":
        .init(
          file: "mobilenet_v3_small.safetensors", fingerprint: "aaaa000011112222",
          origin: "torchvision")
      case "efficientnetv2-b0", "vgg16":
        .init(file: "\(identifier).h5", fingerprint: "bbbb000011112222", origin: "keras")
      default: nil
      }
    }
  }

  static let rows = [
    Row(
      name: "SVM baseline", identifier: "svm-radiomics", parameters: nil, multiplyAdds: nil,
      seconds: 4.2, milliseconds: nil, keptEpoch: 0,
      paper: .init(
        parameterCount: nil, inferenceSeconds: nil, precision: 0.2593, recall: 0.3874,
        specificity: 0.3942, auc: 0.3993)),
    Row(
      name: "MobileNetv3Small", identifier: "mobilenet-v3-small", parameters: 1_602_929,
      multiplyAdds: 56_500_000, seconds: 1.31, milliseconds: 1.42, keptEpoch: 7,
      paper: .init(
        parameterCount: 1_602_929, inferenceSeconds: 69.737, precision: 0.0841, recall: 0.4615,
        specificity: 0.8936, auc: 0.8284)),
    Row(
      name: "EfficientNetv2B0", identifier: "efficientnetv2-b0", parameters: 7_394_129,
      multiplyAdds: 720_000_000, seconds: 5.8, milliseconds: 15.4, keptEpoch: 8,
      paper: .init(
        parameterCount: 7_394_129, inferenceSeconds: 105.477, precision: 0.0973, recall: 0.2735,
        specificity: 0.9375, auc: 0.8157)),
    Row(
      name: "ResNet50", identifier: "resnet50", parameters: 25_947_265,
      multiplyAdds: 3_870_000_000, seconds: 14.2, milliseconds: 44.1, keptEpoch: 1,
      paper: .init(
        parameterCount: 25_947_265, inferenceSeconds: 94.390, precision: 0.0926, recall: 0.5385,
        specificity: 0.8892, auc: 0.8304)),
    Row(
      name: "VGG16", identifier: "vgg16", parameters: 15_304_769, multiplyAdds: 15_350_000_000,
      seconds: 55.5, milliseconds: 171, keptEpoch: 5,
      paper: .init(
        parameterCount: 15_304_769, inferenceSeconds: 71.710, precision: 0.0467, recall: 0.5299,
        specificity: 0.7913, auc: 0.7507)),
  ]

  static let augmentations: [PaperReport.Setting] = [
    .init("Horizontal flip", paper: "0.5", used: "with probability 0.5"),
    .init("Vertical flip", paper: "0.5", used: "with probability 0.5"),
    .init("Rotation", paper: "[0, 90]", used: "uniform in 0 to 90 degrees"),
    .init("Zoom", paper: "[0, 0.2]", used: "uniform, up to 20 % larger"),
    .init("Shear", paper: "[0, 0.2]", used: "uniform, up to 0.2"),
    .init("Saturation shift", paper: "[0.4, 0.6]", used: "factor uniform in 0.4 to 0.6"),
    .init("Brightness shift", paper: "[0.7, 1.3]", used: "factor uniform in 0.7 to 1.3"),
    .init("Hue", paper: "named in the caption, without an amount", used: "not shifted"),
  ]

  static let settings: [PaperReport.Setting] = [
    .init("Epochs", paper: "8", used: "8"),
    .init("Batch size", paper: "32", used: "32"),
    .init("Optimiser", paper: "SGD, 3e-4, momentum 0.9", used: "SGD, 3e-4, momentum 0.9"),
    .init(
      "Loss", paper: "class-weighted focal, gamma 2", used: "focal, gamma 2, weights 0.6 : 3.2"),
    .init("Resizing", paper: "224x224", used: "centre crop, then area averaging to 224x224"),
    .init("Initialisation of the head", paper: nil, used: "Glorot uniform, from the seed"),
  ]
}
