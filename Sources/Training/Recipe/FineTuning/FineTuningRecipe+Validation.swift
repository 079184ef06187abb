extension FineTuningRecipe {
  /// - Throws: `TrainingError` with the code `invalidConfiguration` that names the value that
  ///   cannot be used and its range.
  public func validate() throws(TrainingError) {
    try require((1...10_000).contains(epochs), "epochs is \(epochs): use 1 to 10,000")
    if let headEpochs {
      try require(
        (0..<epochs).contains(headEpochs),
        "the head learns alone for \(headEpochs) of \(epochs) epochs: use 0 or more, and fewer than all"
      )
    }
    try require(
      (2...4096).contains(batchSize),
      "the batch size is \(batchSize): use 2, as batch norm needs, to 4,096")
    if let imagesPerEpoch {
      try require(
        (batchSize...100_000_000).contains(imagesPerEpoch),
        "images per epoch is \(imagesPerEpoch): use at least a batch of \(batchSize), and at most "
          + "100,000,000")
    }
    if let passesPerEpoch {
      try require(
        passesPerEpoch > 0 && passesPerEpoch <= 1000,
        "passes per epoch is \(passesPerEpoch): use a number above 0, to 1000")
    }
    try require(
      (32...4096).contains(storedSide), "the stored side is \(storedSide): use 32 to 4096 pixels")
    try share(dropout, "the dropout")
    try share(averageDecay, "the average's decay")
    try require(
      (0...1).contains(batchNormFreeze),
      "batch norm is frozen after \(batchNormFreeze) of the steps: use a number from 0 to 1")
    try require(
      frozenBlocks >= 0, "frozen blocks is \(frozenBlocks): use a number of at least 0")
    try require(
      batchNormMomentum > 0 && batchNormMomentum <= 1,
      "batch norm's momentum is \(batchNormMomentum): use a number above 0, to 1")
    for (name, power) in [
      ("data sets'", balance.dataPower), ("sources'", balance.sourcePower),
      ("diagnoses'", balance.diagnosisPower),
    ] {
      try require(
        (0...1).contains(power), "the \(name) power is \(power): use a number from 0 to 1")
    }
    try atLeastZero(mixup, "mixup's parameter")
    try require(
      !augmentation.balancesColors,
      "its augmentation balances colours, which the finished model's preprocessing does not")
    if let problem = augmentation.problem { try require(false, "in its augmentation, \(problem)") }
    try validateOptimizer()
    try share(loss.labelSmoothing, "the label smoothing")
    try atLeastZero(loss.gamma, "the focal loss's gamma")
    try aboveZero(loss.malignantWeight, "the malignant weight")
    try atLeastZero(loss.pairwiseWeight, "the pairwise loss's weight")
    try atLeastZero(loss.diagnosisWeight, "the diagnosis's weight")
    if let distillation {
      try require(
        (1...16).contains(distillation.teachers),
        "it has \(distillation.teachers) teachers: use 1 to 16")
      try require(
        (1...10_000).contains(distillation.epochs),
        "a teacher has \(distillation.epochs) epochs: use 1 to 10,000")
      try require(
        (headEpochs ?? 0) < distillation.epochs,
        "a teacher has \(distillation.epochs) epochs: use more than the \(headEpochs ?? 0) in which "
          + "the head learns alone")
      try require(
        distillation.weight > 0 && distillation.weight <= 1,
        "the teachers' weight is \(distillation.weight): use a number above 0, to 1")
    }
    if let share = balance.malignantShare {
      try require(
        share > 0 && share < 1,
        "the malignant share of a batch is \(share): use a number above 0 and below 1")
    }
  }

  private func validateOptimizer() throws(TrainingError) {
    try aboveZero(schedule.peak, "the learning rate")
    try share(schedule.warmUpShare, "the warm-up's share")
    try require(
      (0...1).contains(schedule.floorShare),
      "the learning rate's floor is \(schedule.floorShare) of its peak: use a number from 0 to 1")
    try share(optimizer.beta1, "beta 1")
    try share(optimizer.beta2, "beta 2")
    try aboveZero(optimizer.epsilon, "AdamW's epsilon")
    try atLeastZero(optimizer.weightDecay, "the weight decay")
    try atLeastZero(optimizer.clippingNorm, "the gradient's longest length")
    try aboveZero(optimizer.backboneScale, "the backbone's share of the learning rate")
    try aboveZero(optimizer.blockDecay, "the factor between the backbone's rows")
  }

  private func share(_ value: Double, _ name: String) throws(TrainingError) {
    try require(
      (0..<1).contains(value), "\(name) is \(value): use a number from 0 to below 1")
  }

  private func atLeastZero(_ value: Double, _ name: String) throws(TrainingError) {
    try require(
      value >= 0 && value.isFinite, "\(name) is \(value): use a number of at least 0")
  }

  private func aboveZero(_ value: Double, _ name: String) throws(TrainingError) {
    try require(value > 0 && value.isFinite, "\(name) is \(value): use a number above 0")
  }

  private func require(_ condition: Bool, _ problem: String) throws(TrainingError) {
    guard condition else {
      throw TrainingError(.invalidConfiguration, "Recipe \(name) cannot be used: \(problem).")
    }
  }
}
