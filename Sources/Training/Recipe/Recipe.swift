import Dataset
import LesionImage

/// How a classifier is trained, as a value: everything that decides the result besides the data,
/// the backbone's weights and the seed.
///
/// The backbone is always frozen, and the epoch with the best validation AUC is kept (sections 3.4
/// and 3.5 of the paper).
public struct Recipe: Codable, Sendable, Equatable {
  /// The name it carries on the command line and in the model file.
  public var name: String
  /// Passes over the draw of training images; at least 1.
  public var epochs: Int
  /// Images in one step of the optimiser; at least 1.
  public var batchSize: Int
  /// The optimiser's step size, constant over the training; above 0.
  public var learningRate: Double
  /// The optimiser's momentum; 0..<1.
  public var momentum: Double
  public var loss: FocalLoss
  /// How often each class is drawn in an epoch.
  public var balance: ClassBalance
  /// What is changed at random in every drawn image.
  public var augmentation: AugmentationPolicy
  /// The values that the head starts from.
  public var initialization: HeadInitialization

  /// The paper's recipe.
  ///
  /// Said outright (sections 3.3 and 3.5): 8 epochs, batches of 32, SGD with 3e-4 and momentum .9,
  /// focal loss with gamma 2, melanomas oversampled to half the benign images, and Table 1's
  /// augmentation. Two things had to be read between the lines:
  ///
  /// - The weights of the "class-weighted" loss are not given. The draw is one third malignant, so
  ///   each class is weighted by the other's share: .67 for malignant, .33 for benign.
  /// - The head's start is not given. The parameter counts are those of Keras models, whose default
  ///   is `glorotUniform`; but its larger steps away from zero are only unlearnt in the thousands of
  ///   steps that the paper's 33,126 images give. On the 2,983 images of the ISIC 2020 subset
  ///   (536 steps) the validation AUC ends at .71 with that start and at .74 with `fanInUniform`
  ///   (seed 0, split by patient), so the latter is taken.
  public static let paper = Recipe(
    name: "paper", epochs: 8, batchSize: 32, learningRate: 3e-4, momentum: 0.9,
    loss: FocalLoss(gamma: 2, malignantWeight: 0.67, benignWeight: 0.33),
    balance: .oversample(ratio: 0.5), augmentation: .paper, initialization: .fanInUniform)

  /// An element of the paper's recipe that can be switched off to see what it is worth.
  public enum Element: String, Sendable, CaseIterable {
    /// Oversampling: without it each image is drawn once an epoch.
    case balance
    /// Table 1: without it the images are as they are, and their features are computed only once.
    case augmentation
    /// The focal factor: without it gamma is 0.
    case focus
    /// The weights of the classes: without them both are 1.
    case classWeights = "class-weights"
  }

  /// Whether an element is off already, so that leaving it out changes nothing.
  public func lacks(_ element: Element) -> Bool {
    switch element {
    case .balance: balance == .none
    case .augmentation: augmentation == .none
    case .focus: loss.gamma == 0
    case .classWeights: loss.malignantWeight == 1 && loss.benignWeight == 1
    }
  }

  /// This recipe without one element; the name says so.
  public func without(_ element: Element) -> Recipe {
    var recipe = self
    switch element {
    case .balance: recipe.balance = .none
    case .augmentation: recipe.augmentation = .none
    case .focus: recipe.loss.gamma = 0
    case .classWeights: (recipe.loss.malignantWeight, recipe.loss.benignWeight) = (1, 1)
    }
    recipe.name += " without \(element.rawValue)"
    return recipe
  }
}
