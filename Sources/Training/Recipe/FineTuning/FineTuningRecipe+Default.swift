extension FineTuningRecipe {
  /// The recipe that did best on validation images.
  public static let finetune = FineTuningRecipe(
    name: "finetune", epochs: 9, imagesPerEpoch: 8_000, passesPerEpoch: 1, batchSize: 32,
    optimizer: AdamWSettings(weightDecay: 0.01, beta1: 0.9, beta2: 0.999),
    schedule: LearningRateSchedule(peak: 1e-3, warmUpShare: 0.05, floorShare: 0.005),
    loss: FineTuningLoss(labelSmoothing: 0.1),
    balance: DrawBalance(malignantShare: 0.4),
    augmentation: .finetune, storedSide: 256, batchNormMomentum: 0.01,
    averageDecay: 0.999, keptEpoch: .last)
}
