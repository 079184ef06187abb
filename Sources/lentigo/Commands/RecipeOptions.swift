import ArgumentParser
import Dataset
import Training

/// The recipe, and what is changed or switched off in it.
struct RecipeOptions: ParsableArguments {
  enum Name: String, CaseIterable, ExpressibleByArgument {
    case paper
  }

  enum Balance: String, CaseIterable, ExpressibleByArgument {
    case oversample
    case undersample
    case none

    var value: ClassBalance {
      switch self {
      case .oversample: .paper
      case .undersample: .undersample
      case .none: .none
      }
    }
  }

  @Option(help: "The training recipe; `paper` is that of Sun and Sun, 2023.")
  var recipe: Name = .paper

  @Option(
    help: ArgumentHelp(
      "Switch one element of the recipe off, to see what it is worth; may be repeated.",
      valueName: "element"))
  var without: [Recipe.Element] = []

  @Option(
    help: """
      How the classes are drawn, instead of the recipe's own way: melanomas repeated up to half the \
      benign images, benign images left out down to as many as there are melanomas, or as they are.
      """)
  var balance: Balance?

  @OptionGroup var hue: HueOption

  @Option(help: ArgumentHelp("Epochs, instead of the recipe's own number.", valueName: "n"))
  var epochs: Int?

  @Option(
    help: ArgumentHelp("Learning rate, instead of the recipe's own.", valueName: "rate"))
  var learningRate: Double?

  func validate() throws {
    if balance != nil, without.contains(.balance) {
      throw ValidationError("--balance and --without balance contradict each other")
    }
    if hue.hue > 0, without.contains(.augmentation) {
      throw ValidationError("--hue and --without augmentation contradict each other")
    }
    if let epochs, !(1...10_000).contains(epochs) {
      throw ValidationError("--epochs must be 1 to 10,000")
    }
    if let learningRate, !(learningRate > 0 && learningRate < 10) {
      throw ValidationError("--learning-rate must be above 0 and below 10")
    }
  }

  /// The options that were given, for a command line that does the same; empty where none was.
  var words: String {
    var words: [String] = []
    for element in without { words.append("--without \(element.rawValue)") }
    if let balance { words.append("--balance \(balance)") }
    if hue.hue > 0 { words.append("--hue \(hue.hue)") }
    if let epochs { words.append("--epochs \(epochs)") }
    if let learningRate { words.append("--learning-rate \(learningRate)") }
    return words.joined(separator: " ")
  }

  func chosen() -> Recipe {
    var chosen: Recipe =
      switch recipe {
      case .paper: .paper
      }
    for element in without { chosen = chosen.without(element) }
    if let balance {
      chosen.balance = balance.value
      chosen.name += " with balance \(balance)"
    }
    if hue.hue > 0 {
      chosen.augmentation = hue.applied(to: chosen.augmentation)
      chosen.name += " with hue \(hue.hue)"
    }
    if let epochs { chosen.epochs = epochs }
    if let learningRate { chosen.learningRate = learningRate }
    return chosen
  }
}

extension Recipe.Element: ExpressibleByArgument {}
