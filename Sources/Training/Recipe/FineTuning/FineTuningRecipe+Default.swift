extension FineTuningRecipe {
  /// The recipe that did best on validation images.
  public static let finetune = FineTuningRecipe(
    name: "finetune", epochs: 9, imagesPerEpoch: 4_000, batchSize: 32,
    optimizer: AdamWSettings(
      weightDecay: 0.03, beta1: 0.9, beta2: 0.999, clippingNorm: 1, backboneScale: 0.6),
    schedule: LearningRateSchedule(peak: 1e-3, warmUpShare: 0.1, floorShare: 0.005),
    loss: FineTuningLoss(labelSmoothing: 0.05),
    distillation: Distillation(teachers: 3, epochs: 4, weight: 0.8),
    balance: DrawBalance(malignantShare: 0.4, dataPower: 0, sourcePower: 0, diagnosisPower: 0.5),
    augmentation: .finetune, storedSide: 256, dropout: 0.2, frozenBlocks: 4,
    batchNormMomentum: 0.03,
    averageDecay: 0.998, keptEpoch: .last)
}
