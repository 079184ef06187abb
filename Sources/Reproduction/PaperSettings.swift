import Dataset
import LesionImage
import Report
import Training

/// What the paper says about the training beside what is done, line by line.
struct PaperSettings {
  let configuration: ReproductionConfiguration
  let data: StudyData

  init(_ configuration: ReproductionConfiguration, data: StudyData) {
    self.configuration = configuration
    self.data = data
  }

  /// Sections 2 and 3.2 to 3.5.
  var training: [PaperReport.Setting] {
    let recipe = configuration.recipe
    let parts = data.section.parts
    let images = parts.map { "\(($0.malignant + $0.benign).grouped) \($0.name)" }
    let malignant = Self.percent(data.section.malignant, of: data.records.count - data.broken.count)
    return [
      .init(
        "Data", paper: "SIIM-ISIC Melanoma Classification, 33,126 images, 'only 500' melanomas",
        used: "\(data.section.name): \((data.section.malignant + data.section.benign).grouped) "
          + "images, \(data.section.malignant.grouped) melanomas (\(malignant))"),
      .init("Image size", paper: "224x224x3", used: "224x224x3, proportions not kept"),
      .init(
        "Split", paper: "60 % train, 20 % validation, 20 % test, stratified",
        used: "\(data.section.split): \(images.joined(separator: ", "))"),
      .init(
        "Oversampling", paper: "malignant to half the benign, 33 % of the data",
        used: Self.words(recipe.balance)),
      .init(
        "Loss", paper: "class-weighted binary focal cross-entropy", used: Self.words(recipe.loss)),
      .init("Gamma", paper: "2", used: Self.number(recipe.loss.gamma)),
      .init(
        "Class weights", paper: nil,
        used: "\(Self.number(recipe.loss.malignantWeight)) malignant, "
          + "\(Self.number(recipe.loss.benignWeight)) benign"),
      .init("Backbone", paper: "pretrained on ImageNet, frozen", used: "pretrained, frozen"),
      .init(
        "Head", paper: "fully-connected layers of 128 and 1 node",
        used: "2x2 max pooling, flattened, 128 with ReLU, 1 (average pooling would "
          + "give Table 2's counts of parameters too: max is a choice)"),
      .init(
        "Head's start", paper: nil,
        used: "\(recipe.initialization.rawValue) (chosen on validation images of a subset of ISIC "
          + "2020, some of which another split tests on)"),
      .init("Epochs", paper: "8", used: "\(recipe.epochs)"),
      .init("Batch size", paper: "32", used: "\(recipe.batchSize)"),
      readingOfAugmentation,
      .init("Optimiser", paper: "SGD", used: "SGD, one step a batch at a constant rate"),
      .init("Learning rate", paper: "3e-4", used: Self.number(recipe.learningRate)),
      .init("Momentum", paper: "0.9", used: Self.number(recipe.momentum)),
      .init(
        "Epoch kept", paper: "highest validation AUC", used: "highest validation AUC"),
      .init(
        "Baseline", paper: "Hu moments, Haralick, colour histogram; min-max; SVM; 5,000 examples",
        used: "the same features and scaling, on at most "
          + "\(configuration.exampleLimit.grouped) examples, drawn by class from training and "
          + "validation; Table 2's row has class weights besides, and kernel and C chosen by AUC "
          + "rather than accuracy: what follows the paper more closely is under the baseline"),
      .init(
        "Baseline's search", paper: "3-fold cross-validation over kernel and C",
        used: "3-fold cross-validation over 4 kernels and 5 values of C, with and without class "
          + "weights"),
      .init("Inference time", paper: "6,626 test images on a Tesla T4", used: timing),
      .init("Hardware of training", paper: "Tesla T4, about 2 hours", used: "processor alone"),
    ]
  }

  private var timing: String {
    "\(data.test.count.grouped) test images on \(configuration.coreCount) "
      + "\(configuration.coreCount == 1 ? "core" : "cores"), from the first "
      + "file to the last score, decoding included"
  }

  private static func words(_ loss: FocalLoss) -> String {
    let weighted = loss.malignantWeight == loss.benignWeight ? "" : "class-weighted "
    return weighted + (loss.gamma == 0 ? "binary cross-entropy" : "binary focal cross-entropy")
  }

  private static func words(_ balance: ClassBalance) -> String {
    switch balance {
    case .oversample(let ratio):
      "malignant repeated to \(number(ratio)) times the benign, drawn anew in every epoch"
    case .undersample: "benign left out down to as many as there are melanomas"
    case .none: "none"
    }
  }

  /// Without the noise that single precision leaves behind the third decimal.
  static func number(_ value: Double) -> String {
    let rounded = (value * 1e6).rounded() / 1e6
    if value != 0, abs(value) < 1e-3 { return "\(value)" }
    return rounded == rounded.rounded() && abs(rounded) < 1e9
      ? "\(Int(rounded))" : "\(rounded)"
  }

  private static func percent(_ part: Int, of whole: Int) -> String {
    let tenths = whole == 0 ? 0 : (1000 * part + whole / 2) / whole
    return "\(tenths / 10).\(tenths % 10) %"
  }
}
