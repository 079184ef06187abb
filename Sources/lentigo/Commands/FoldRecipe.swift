import ArgumentParser
import Dataset
import Files
import FineTuning
import Foundation
import NeuralNetwork
import Reproduction
import Training

/// The recipes that a cross-validation can train by.
enum FoldRecipe: Hashable, ExpressibleByArgument {
  case paper
  case finetune
  /// A fine-tuning by the recipe in a file.
  case file(String)

  init?(argument: String) {
    switch argument {
    case "paper": self = .paper
    case "finetune": self = .finetune
    default:
      guard argument.hasSuffix(".json") else { return nil }
      self = .file(argument)
    }
  }

  /// As on the command line.
  var defaultValueDescription: String {
    switch self {
    case .paper: "paper"
    case .finetune: "finetune"
    case .file(let path): path
    }
  }

  /// Names its models and rows: a file without folder and ending, in letters, digits and hyphens.
  var name: String {
    guard case .file(let path) = self else { return defaultValueDescription }
    let stem = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
    return String(stem.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
  }
}

/// Makes a cross-validation's recipes from what the command line says.
struct FoldRecipeMaker {
  let backbone: Architecture
  let weights: String
  let epochs: Int?
  let threads: Int?
  let memoryBudget: Int
  let instructionSet: InstructionSet
  /// The source of each image of the split data set, where the table of folds names it.
  var sources: [String?]?

  func recipe(_ choice: FoldRecipe) throws -> CrossValidatedRecipe {
    var fingerprint = Fingerprint()
    fingerprint.combine(try FileBytes.read(weights))
    var settings = ["the network": "\(backbone)", "the weights": fingerprint.hexadecimal]
    switch choice {
    case .paper:
      var recipe = Recipe.paper
      if let epochs { recipe.epochs = epochs }
      settings["the recipe"] = try JSON.line(recipe)
      return CrossValidatedRecipe(
        name: choice.name,
        title: "the head alone is trained, on frozen features of \(backbone) (Sun and Sun, 2023)",
        settings: settings, takesAdditions: false
      ) { [self, recipe] fold in
        var configuration = TrainingConfiguration(
          manifest: fold.data.manifest, split: fold.split,
          splitDescription: fold.splitDescription, dataName: fold.data.name, recipe: recipe,
          architecture: backbone, backboneWeights: weights, output: fold.output,
          seed: fold.seed, threads: threads, memoryBudget: memoryBudget,
          instructionSet: instructionSet)
        // Only scores are compared.
        configuration.novelty = nil
        return HeadTrainingJob(configuration)
      }
    case .finetune, .file:
      var recipe = FineTuningRecipe.finetune
      if case .file(let path) = choice { recipe = try FineTuningRecipe(file: path) }
      if let epochs { recipe = recipe.with(epochs: epochs) }
      settings["the recipe"] = try JSON.line(recipe)
      settings["the sources"] = sources.map { $0.map { $0 ?? "" }.joined(separator: ",") }
      return CrossValidatedRecipe(
        name: choice.name, title: "every layer of \(backbone) is trained", settings: settings,
        takesAdditions: true
      ) { [self, recipe] fold in
        var data = TrainingData(fold.data)
        if let sources { data.manifest = data.manifest.naming(sources: sources) }
        var configuration = FineTuningConfiguration(
          data: data, split: fold.split, splitDescription: fold.splitDescription,
          additions: fold.additions.map { TrainingData($0) }, recipe: recipe,
          architecture: backbone, initialWeights: weights, output: fold.output, seed: fold.seed,
          threads: threads, memoryBudget: memoryBudget, instructionSet: instructionSet)
        configuration.novelty = nil
        return FineTuningJob(configuration: configuration)
      }
    }
  }
}
