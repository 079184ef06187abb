import Training

/// What a fine-tuning is of: two with equal identities end in the same model, but for how libtorch
/// rounds on another machine or with other threads.
struct FineTuningIdentity: Codable, Sendable, Equatable {
  var recipe: FineTuningRecipe
  /// Processes, whose batches together make a step.
  var processes: Int
  var seed: UInt64
  /// How the data were split, such as `patient`.
  var split: String
  /// What the model file calls the data.
  var dataName: String
  /// Fingerprint of all images used, and what is known of them.
  var data: String
  var trainingImages: Int
  var validationImages: Int
  var architecture: String
  var weights: String
  var resizeMode: String
  var operatingPointRule: String
  /// Fingerprint of the tensors it starts from.
  var start: String

  /// Where another identity is not this one, in words for the person at the terminal: what the
  /// checkpoint has, and what was asked for.
  func differences(fromCheckpoint saved: FineTuningIdentity) -> [String] {
    var found = recipe.differences(from: saved.recipe)
    func compare(_ what: String, _ old: some CustomStringConvertible, _ new: String) {
      if old.description != new { found.append("\(what) was \(old) and is now \(new)") }
    }
    compare("the number of processes", saved.processes, processes.description)
    compare("the seed", saved.seed, seed.description)
    compare("the split", saved.split, split)
    compare("the data", saved.dataName, dataName)
    compare("the number of training images", saved.trainingImages, trainingImages.description)
    compare("the number of validation images", saved.validationImages, validationImages.description)
    compare("the network", saved.architecture, architecture)
    compare("the weights' origin", saved.weights, weights)
    compare("the resize mode", saved.resizeMode, resizeMode)
    compare("the operating point's rule", saved.operatingPointRule, operatingPointRule)
    if saved.start != start { found.append("the weights it starts from are not the same") }
    if saved.data != data, saved.trainingImages == trainingImages, saved.split == split,
      saved.seed == seed
    {
      found.append("the images, their labels or their patients have changed")
    }
    if found.isEmpty && saved != self { found.append("the data are not the same") }
    return found
  }
}
