import Report

extension PaperSettings {
  /// Table 1.
  var augmentations: [PaperReport.Setting] {
    let policy = configuration.recipe.augmentation
    func range(_ bounds: ClosedRange<Float>) -> String {
      "[\(Self.number(Double(bounds.lowerBound))), \(Self.number(Double(bounds.upperBound)))]"
    }
    let settings: [PaperReport.Setting] = [
      .init(
        "Horizontal flip", paper: "0.5", used: Self.number(Double(policy.horizontalFlip))),
      .init("Vertical flip", paper: "0.5", used: Self.number(Double(policy.verticalFlip))),
      .init("Rotation", paper: "[0, 90]", used: "\(range(policy.rotation)) degrees"),
      .init("Zoom", paper: "[0, 0.2]", used: "\(range(policy.zoom)), inwards only"),
      .init("Shear", paper: "[0, 0.2]", used: "\(range(policy.shear)) columns a row"),
      .init(
        "Saturation shift", paper: "[0.4, 0.6]", used: "\(range(policy.saturation)) times"),
      .init(
        "Brightness shift", paper: "[0.7, 1.3]", used: "\(range(policy.brightness)) times"),
      .init(
        "Hue shift", paper: "named in the caption, without an amount",
        used: policy.hue == 0...0 ? "none" : "\(range(policy.hue)) degrees"),
    ]
    guard policy == .none else { return settings }
    return settings.map { .init($0.name, paper: $0.paper, used: "none") }
  }

  /// What Table 1's amounts are taken to mean.
  var readingOfAugmentation: PaperReport.Setting {
    let policy = configuration.recipe.augmentation
    // A range that leaves out the factor 1 changes every picture in training, and none in the test.
    let isOneSided = !policy.saturation.contains(1)
    return .init(
      "Reading of Table 1", paper: "amounts without definitions",
      used: policy == .none
        ? "no augmentation"
        : "amounts as factors, drawn anew for every picture in every epoch"
          + (isOneSided
            ? "; saturation so read is lowered in every training picture and never in the test: "
              + "the paper's Figure 3 shows such pictures, but a shift about 1 can be meant too"
            : ""))
  }
}
