import LesionImage

extension FineTuningRecipe {
  /// An element of the recipe that can be switched off to see what it is worth.
  public enum Element: String, Sendable, CaseIterable {
    /// Without it the images are as they are.
    case augmentation
    /// Without it training images are kept at the network's own size.
    case largerImages = "larger-images"
    case mixup
    case dropout
    case labelSmoothing = "label-smoothing"
    /// The focal factor: without it gamma is 0.
    case focus
    /// The weight of the malignant class: without it both weigh the same.
    case classWeights = "class-weights"
    /// The pairwise loss.
    case ranking
    /// The auxiliary target.
    case diagnosis
    /// The teachers: without it the labels alone are learnt.
    case distillation
    /// The class share of a batch: without it the data's own.
    case balance
    /// The spread over data sets and sources: without it the data's own.
    case sourceBalance = "source-balance"
    /// The spread over diagnoses: without it the data's own.
    case diagnosisBalance = "diagnosis-balance"
    case weightDecay = "weight-decay"
    case warmUp = "warm-up"
    /// The descent of the learning rate: without it the rate stays at its peak.
    case cosine
    case clipping
    /// Slower learning in the backbone: without it all layers learn alike.
    case layerRates = "layer-rates"
    /// The epochs in which the head learns alone: without it all of them are for all layers.
    case headEpochs = "head-epochs"
    /// The bound on how often an epoch draws an image: without it small data are drawn as much as large.
    case passes
    /// The moving average of the weights.
    case average
    /// The rows that stay as they are: without it all layers learn.
    case frozenBlocks = "frozen-blocks"
    /// The freezing of batch norm's statistics: without it they follow the batches to the end.
    case batchNormFreeze = "batch-norm-freeze"
  }

  /// Whether an element is off already, so that leaving it out changes nothing.
  public func lacks(_ element: Element) -> Bool { changed(without: element) == self }

  /// This recipe without one element; the name says so.
  public func without(_ element: Element) -> FineTuningRecipe {
    var recipe = changed(without: element)
    recipe.name += " without \(element.rawValue)"
    return recipe
  }

  /// This recipe without one element of its augmentation; the name says so.
  public func without(_ option: StrongAugmentationOption) -> FineTuningRecipe {
    var recipe = self
    recipe.augmentation = augmentation.without(option)
    recipe.name += " without \(option)"
    return recipe
  }

  private func changed(without element: Element) -> FineTuningRecipe {
    var recipe = self
    switch element {
    case .augmentation: recipe.augmentation = .none
    case .largerImages: recipe.storedSide = Self.networkSide
    case .mixup: recipe.mixup = 0
    case .dropout: recipe.dropout = 0
    case .labelSmoothing: recipe.loss.labelSmoothing = 0
    case .focus: recipe.loss.gamma = 0
    case .classWeights: recipe.loss.malignantWeight = 1
    case .ranking: recipe.loss.pairwiseWeight = 0
    case .diagnosis: recipe.loss.diagnosisWeight = 0
    case .distillation: recipe.distillation = nil
    case .balance: recipe.balance.malignantShare = nil
    case .sourceBalance:
      (recipe.balance.dataPower, recipe.balance.sourcePower) = (1, 1)
      recipe.balance.hidesSource = false
    case .diagnosisBalance: recipe.balance.diagnosisPower = 1
    case .weightDecay: recipe.optimizer.weightDecay = 0
    case .warmUp: recipe.schedule.warmUpShare = 0
    case .cosine: recipe.schedule.floorShare = 1
    case .clipping: recipe.optimizer.clippingNorm = 0
    case .layerRates: (recipe.optimizer.backboneScale, recipe.optimizer.blockDecay) = (1, 1)
    case .headEpochs:
      guard let headEpochs, headEpochs > 0 else { break }
      recipe.epochs -= headEpochs
      recipe.distillation?.epochs -= headEpochs
      recipe.headEpochs = nil
    case .passes: recipe.passesPerEpoch = nil
    case .average: recipe.averageDecay = 0
    case .frozenBlocks: recipe.frozenBlocks = 0
    case .batchNormFreeze: recipe.batchNormFreeze = 1
    }
    return recipe
  }

  /// The side that all of our networks read.
  private static let networkSide = 224
}
