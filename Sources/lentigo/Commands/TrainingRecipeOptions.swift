import ArgumentParser
import Dataset
import Files
import Foundation
import LesionImage
import Training

/// Which recipe, and what is changed or switched off in it.
struct TrainingRecipeOptions: ParsableArguments {
  enum Name: String, CaseIterable, ExpressibleByArgument {
    case paper
    case finetune
  }

  @Option(
    help: ArgumentHelp(
      "The training recipe.",
      discussion: """
        `paper` is that of Sun and Sun, 2023: the backbone stays as it was pretrained, and its head is \
        trained. `finetune` trains every layer on libtorch, which `make setup-torch` installs.
        """))
  var recipe: Name = .paper

  @Option(
    help: ArgumentHelp(
      "A recipe for --recipe finetune, instead of its own: what --print-recipe prints, edited.",
      valueName: "file"))
  var recipeFile: String?

  @Flag(
    help: "Print the recipe in JSON, with all changes made to it, and do nothing else."
  )
  var printRecipe = false

  @Option(
    help: ArgumentHelp(
      "Switch one element of the recipe off, to see what it is worth; may be repeated.",
      discussion: """
        Of `paper`: \(Self.list(Recipe.Element.allCases)). Of `finetune`: \
        \(Self.list(FineTuningRecipe.Element.allCases)); and of its augmentation: \
        \(StrongAugmentationOption.allCases.map { "\($0)" }.joined(separator: ", ")).
        """,
      valueName: "element"))
  var without: [String] = []

  @Option(
    help: """
      How `paper` draws the classes, instead of its own way: melanomas repeated up to half the benign \
      images, benign images left out down to as many as there are melanomas, or as they are.
      """)
  var balance: RecipeOptions.Balance?

  @OptionGroup var hue: HueOption

  @Option(
    help: ArgumentHelp(
      "Epochs, instead of the recipe's own number; its teachers have no more.", valueName: "n"))
  var epochs: Int?

  @Option(
    help: ArgumentHelp(
      "Learning rate, the highest one of `finetune`, instead of the recipe's own.",
      valueName: "rate"))
  var learningRate: Double?

  func validate() throws {
    if let epochs, !(1...10_000).contains(epochs) {
      throw ValidationError("--epochs must be 1 to 10,000")
    }
    if let learningRate, !(learningRate > 0 && learningRate < 10) {
      throw ValidationError("--learning-rate must be above 0 and below 10")
    }
    switch recipe {
    case .paper:
      if recipeFile != nil {
        throw ValidationError("--recipe-file belongs to --recipe finetune")
      }
      try paperOptions().validate()
    case .finetune:
      if balance != nil || hue.hue > 0 {
        throw ValidationError("--balance and --hue belong to --recipe paper")
      }
      for name in without { _ = try finetuneElement(name) }
    }
  }

  /// The chosen recipe in JSON, to read and to edit.
  func text() throws -> String {
    switch recipe {
    case .paper: try frozen().readableJSON()
    case .finetune: try finetune().readableJSON()
    }
  }

  /// The recipe `paper` with the changes asked for.
  func frozen() throws -> Recipe { try paperOptions().chosen() }

  /// The recipe `finetune` with the changes asked for.
  func finetune() throws -> FineTuningRecipe {
    var chosen = FineTuningRecipe.finetune
    if let recipeFile { chosen = try FineTuningRecipe(file: recipeFile) }
    for name in without {
      switch try finetuneElement(name) {
      case .element(let element): chosen = chosen.without(element)
      case .augmentation(let option): chosen = chosen.without(option)
      }
    }
    if let epochs { chosen = chosen.with(epochs: epochs) }
    if let learningRate { chosen.schedule.peak = learningRate }
    return chosen
  }

  private func paperOptions() throws -> RecipeOptions {
    var options = RecipeOptions()
    options.recipe = .paper
    options.without = try without.map { name in
      guard let element = Recipe.Element(rawValue: name) else {
        throw ValidationError(
          "the recipe paper has no element '\(name)': it has \(Self.list(Recipe.Element.allCases))")
      }
      return element
    }
    options.balance = balance
    options.hue = hue
    options.epochs = epochs
    options.learningRate = learningRate
    return options
  }

  private enum Part {
    case element(FineTuningRecipe.Element)
    case augmentation(StrongAugmentationOption)
  }

  private func finetuneElement(_ name: String) throws -> Part {
    if let element = FineTuningRecipe.Element(rawValue: name) { return .element(element) }
    if let option = StrongAugmentationOption(name) { return .augmentation(option) }
    throw ValidationError(
      "the recipe finetune has no element '\(name)': it has "
        + "\(Self.list(FineTuningRecipe.Element.allCases)), and in its augmentation "
        + StrongAugmentationOption.allCases.map { "\($0)" }.joined(separator: ", "))
  }

  private static func list<Element: RawRepresentable<String>>(_ elements: [Element]) -> String {
    elements.map(\.rawValue).joined(separator: ", ")
  }
}

extension FineTuningRecipe {
  /// Reads what `--print-recipe` prints.
  ///
  /// - Throws: `ValidationError` where it is no recipe, and what reading a file throws.
  init(file: String) throws {
    do {
      self = try FineTuningRecipe(json: Data(FileBytes.read(file)))
    } catch let error as TrainingError {
      throw ValidationError(
        "\(file) is no recipe: \(error.message); `lentigo train --recipe finetune --print-recipe` "
          + "prints one to edit")
    }
  }
}
