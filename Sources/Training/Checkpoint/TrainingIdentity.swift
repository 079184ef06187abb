/// What a training is of: two trainings with equal identities end in the same model.
struct TrainingIdentity: Codable, Sendable, Equatable {
  var recipe: Recipe
  var seed: UInt64
  /// How the data were split, such as `patient`.
  var split: String
  /// What the model file calls the data.
  var dataName: String
  /// Fingerprint of the names, patients, labels, parts and bytes of all images used.
  var data: String
  var trainingImages: Int
  var validationImages: Int
  var architecture: String
  var weights: String
  var resizeMode: String
  var operatingPointRule: String
  /// Fingerprint of the backbone's tensors.
  var backbone: String
  /// The kernels, whose rounding shows in the model's last bits.
  var instructionSet: String

  /// Where another identity is not this one, in words for the person at the terminal: what the
  /// checkpoint has, and what was asked for.
  func differences(fromCheckpoint saved: TrainingIdentity) -> [String] {
    var found: [String] = []
    func compare(_ what: String, _ old: some CustomStringConvertible, _ new: String) {
      if old.description != new { found.append("\(what) was \(old) and is now \(new)") }
    }
    if saved.recipe != recipe {
      found += recipe.differences(from: saved.recipe)
    }
    compare("the seed", saved.seed, seed.description)
    compare("the split", saved.split, split)
    compare("the data set's name", saved.dataName, dataName)
    compare("the number of training images", saved.trainingImages, trainingImages.description)
    compare("the number of validation images", saved.validationImages, validationImages.description)
    if saved.data != data, saved.split == split, saved.seed == seed,
      saved.trainingImages == trainingImages, saved.validationImages == validationImages
    {
      found.append("the images, their labels or their patients have changed")
    }
    compare("the backbone", saved.architecture, architecture)
    compare("the weights' origin", saved.weights, weights)
    compare("the resize mode", saved.resizeMode, resizeMode)
    compare("the operating point's rule", saved.operatingPointRule, operatingPointRule)
    compare("the instruction set", saved.instructionSet, instructionSet)
    if saved.backbone != backbone { found.append("the backbone's weights are not the same") }
    if found.isEmpty && saved != self { found.append("the data are not the same") }
    return found
  }
}

extension Recipe {
  /// Where this recipe is not the saved one.
  fileprivate func differences(from saved: Recipe) -> [String] {
    let pairs = [
      ("the recipe", saved.name, name),
      ("epochs", "\(saved.epochs)", "\(epochs)"),
      ("the batch size", "\(saved.batchSize)", "\(batchSize)"),
      ("the learning rate", "\(saved.learningRate)", "\(learningRate)"),
      ("the momentum", "\(saved.momentum)", "\(momentum)"),
      ("gamma", "\(saved.loss.gamma)", "\(loss.gamma)"),
      ("the malignant weight", "\(saved.loss.malignantWeight)", "\(loss.malignantWeight)"),
      ("the benign weight", "\(saved.loss.benignWeight)", "\(loss.benignWeight)"),
      ("the class balance", "\(saved.balance)", "\(balance)"),
      ("the head's start", saved.initialization.rawValue, initialization.rawValue),
    ]
    let found = pairs.filter { $0.1 != $0.2 }.map { "\($0.0) was \($0.1) and is now \($0.2)" }
    return saved.augmentation == augmentation ? found : found + ["the augmentation has changed"]
  }
}
