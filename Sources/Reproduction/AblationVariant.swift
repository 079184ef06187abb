import Training

/// The paper's recipe with something left out that its discussion says mattered.
public enum AblationVariant: String, Sendable, CaseIterable {
  case oversampling = "without-oversampling"
  case augmentation = "without-augmentation"
  /// The focal factor and the classes' weights, which the paper names in one breath.
  case loss = "without-focal-loss"
  case everything = "without-any"

  /// For a reader.
  public var name: String {
    switch self {
    case .oversampling: "without oversampling"
    case .augmentation: "without augmentation"
    case .loss: "without focal loss and class weights"
    case .everything: "without any of them"
    }
  }

  /// What is switched off.
  public var elements: [Recipe.Element] {
    switch self {
    case .oversampling: [.balance]
    case .augmentation: [.augmentation]
    case .loss: [.focus, .classWeights]
    case .everything: [.balance, .augmentation, .focus, .classWeights]
    }
  }

  /// A recipe with this left out.
  public func applied(to recipe: Recipe) -> Recipe {
    elements.filter { !recipe.lacks($0) }.reduce(recipe) { $0.without($1) }
  }

  /// The variants that a recipe can tell apart: where it lacks an element already, leaving it out is
  /// no experiment.
  public static func cases(of recipe: Recipe) -> [AblationVariant] {
    var seen = [recipe.switchedOff]
    return allCases.filter { variant in
      let off = variant.applied(to: recipe).switchedOff
      defer { seen.append(off) }
      return !seen.contains(off)
    }
  }
}

extension Recipe {
  /// The elements that are off.
  var switchedOff: [Element] { Element.allCases.filter(lacks) }
}
