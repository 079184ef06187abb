extension Recipe {
  /// - Throws: `TrainingError` with the code `invalidConfiguration` that names the value that
  ///   cannot be used and its range.
  public func validate() throws(TrainingError) {
    try require(epochs >= 1, "epochs is \(epochs): use at least 1")
    try require(batchSize >= 1, "the batch size is \(batchSize): use at least 1")
    try require(
      learningRate > 0 && learningRate.isFinite,
      "the learning rate is \(learningRate): use a number above 0")
    try require(
      (0..<1).contains(momentum), "the momentum is \(momentum): use a number from 0 to below 1")
    try require(
      loss.gamma >= 0 && loss.gamma.isFinite,
      "the focal loss's gamma is \(loss.gamma): use a number of at least 0")
    for weight in [loss.malignantWeight, loss.benignWeight] {
      try require(
        weight > 0 && weight.isFinite, "a class weight is \(weight): use numbers above 0")
    }
  }

  private func require(_ condition: Bool, _ problem: String) throws(TrainingError) {
    guard condition else {
      throw TrainingError(.invalidConfiguration, "Recipe \(name) cannot be used: \(problem).")
    }
  }
}
