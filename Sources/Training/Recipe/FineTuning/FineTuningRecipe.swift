import LesionImage

/// How all layers of a network are trained, as a value: everything that decides the result besides
/// the data, the weights it starts from and the seed.
///
/// What each element is worth was measured by leaving it out, on validation images of patients who
/// took no part in the training.
public struct FineTuningRecipe: Codable, Sendable, Equatable {
  /// The name it carries on the command line and in the model file.
  public var name: String
  /// At least 1.
  public var epochs: Int
  /// The first of them, in which the head alone learns, at the highest rate; nil for none. The schedule
  /// begins behind them. A backbone that starts under a head that knows nothing yet is bent by its
  /// errors (Kumar et al., "Fine-tuning can distort pretrained features", 2022).
  public var headEpochs: Int?
  /// Images drawn in an epoch; nil draws as many as there are training images.
  public var imagesPerEpoch: Int?
  /// How often, on average, an epoch may draw a training image, above 0; nil sets no bound. It shortens
  /// the epochs of a small data set, which a network else learns by heart.
  public var passesPerEpoch: Double?
  /// Images in one step of the optimiser, of one process; at least 2.
  public var batchSize: Int
  public var optimizer: AdamWSettings
  public var schedule: LearningRateSchedule
  public var loss: FineTuningLoss
  /// Teachers to learn from beside the labels; nil learns from the labels alone.
  public var distillation: Distillation?
  /// Which images are drawn how often.
  public var balance: DrawBalance
  /// What is changed at random in every drawn image.
  public var augmentation: StrongAugmentationPolicy
  /// Side in pixels at which training images are kept for the random crops; at least 32.
  public var storedSide: Int
  /// Parameter of the symmetric beta distribution by which pairs of images are mixed (Zhang et al.,
  /// "mixup", 2018); 0 mixes none.
  public var mixup: Double
  /// Share of the pooled features, and of the hidden units, that are left out of a step; 0..<1.
  public var dropout: Double
  /// Rows of the backbone's table, from the first, that stay as they were pretrained, batch norm's
  /// statistics included; more than there are leave the head alone to learn.
  public var frozenBlocks: Int
  /// How far each step moves batch norm's running statistics towards the batch's; above 0, to 1.
  public var batchNormMomentum: Double
  /// Share of the steps after which batch norm uses its running statistics, which then stay as they
  /// are; 1 never does, 0 always.
  public var batchNormFreeze: Double
  /// Share of the weights' moving average that each step keeps; 0 takes the weights as they are. The
  /// first steps keep less, so that the average soon forgets the start.
  public var averageDecay: Double
  /// Which epoch's weights become the model.
  public var keptEpoch: KeptEpoch

  /// Which epoch's weights become the model.
  public enum KeptEpoch: String, Codable, Sendable, CaseIterable {
    /// The last, at the end of the learning rate's descent: nothing is chosen on validation images.
    case last
    /// That with the best validation AUC, which flatters that AUC.
    case best
  }

  public init(
    name: String, epochs: Int, headEpochs: Int? = nil, imagesPerEpoch: Int? = nil,
    passesPerEpoch: Double? = nil, batchSize: Int,
    optimizer: AdamWSettings, schedule: LearningRateSchedule, loss: FineTuningLoss,
    distillation: Distillation? = nil, balance: DrawBalance,
    augmentation: StrongAugmentationPolicy, storedSide: Int = 224,
    mixup: Double = 0, dropout: Double = 0, frozenBlocks: Int = 0, batchNormMomentum: Double = 0.1,
    batchNormFreeze: Double = 1, averageDecay: Double = 0, keptEpoch: KeptEpoch = .last
  ) {
    self.name = name
    self.epochs = epochs
    self.headEpochs = headEpochs
    self.imagesPerEpoch = imagesPerEpoch
    self.passesPerEpoch = passesPerEpoch
    self.batchSize = batchSize
    self.optimizer = optimizer
    self.schedule = schedule
    self.loss = loss
    self.distillation = distillation
    self.balance = balance
    self.augmentation = augmentation
    self.storedSide = storedSide
    self.mixup = mixup
    self.dropout = dropout
    self.frozenBlocks = frozenBlocks
    self.batchNormMomentum = batchNormMomentum
    self.batchNormFreeze = batchNormFreeze
    self.averageDecay = averageDecay
    self.keptEpoch = keptEpoch
  }

  private enum CodingKeys: String, CodingKey {
    case name, epochs, optimizer, schedule, loss, distillation, balance, augmentation, mixup
    case dropout
    case headEpochs = "head_epochs"
    case imagesPerEpoch = "images_per_epoch"
    case passesPerEpoch = "passes_per_epoch"
    case batchSize = "batch_size"
    case storedSide = "stored_side"
    case frozenBlocks = "frozen_blocks"
    case batchNormMomentum = "batch_norm_momentum"
    case batchNormFreeze = "batch_norm_freeze"
    case averageDecay = "average_decay"
    case keptEpoch = "kept_epoch"
  }
}

extension FineTuningRecipe {
  /// The head's learning rate in a step.
  ///
  /// - Parameters:
  ///   - step: from 0.
  ///   - stepsInEpoch: of the `epochs` there are.
  public func learningRate(step: Int, stepsInEpoch: Int) -> Double {
    let alone = (headEpochs ?? 0) * stepsInEpoch
    guard step >= alone else { return schedule.peak }
    return schedule.rate(step: step - alone, of: epochs * stepsInEpoch - alone)
  }

  /// Images drawn in an epoch, not yet rounded to whole batches.
  ///
  /// - Parameter count: of the training images.
  public func imagesPerEpoch(of count: Int) -> Int {
    let drawn = imagesPerEpoch ?? count
    guard let passesPerEpoch else { return drawn }
    return Int(min(Double(drawn), passesPerEpoch * Double(count)))
  }

  /// This recipe with another number of epochs, of which no teacher has more.
  public func with(epochs: Int) -> FineTuningRecipe {
    var recipe = self
    recipe.epochs = epochs
    recipe.distillation?.epochs = min(distillation?.epochs ?? epochs, epochs)
    return recipe
  }

  /// The recipe by which this one's teachers are trained: the same, without teachers of their own.
  public var teacher: FineTuningRecipe {
    guard let distillation else { return self }
    var teacher = self
    teacher.name += ", teacher"
    teacher.distillation = nil
    teacher.epochs = distillation.epochs
    return teacher
  }
}
