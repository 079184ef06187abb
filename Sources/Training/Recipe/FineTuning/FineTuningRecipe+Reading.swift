import Foundation

extension FineTuningRecipe {
  /// Reads a recipe as `lentigo train --print-recipe` prints it, or as a model file's metadata has it.
  ///
  /// - Throws: `TrainingError` with the code `invalidConfiguration` that names the member that is
  ///   missing, wrong or unknown: a misspelt one that may be left out would else count for nothing.
  package init(json: Data) throws(TrainingError) {
    do {
      self = try JSONDecoder().decode(Self.self, from: json)
      let given = try JSONDecoder().decode(JSONTree.self, from: json)
      let known = Set(try JSONTree(encoding: TrainingRecipe.finetune(complete)).leaves.keys)
      if let unknown = given.leaves.keys.filter({ !known.contains($0) }).min() {
        throw TrainingError(.invalidConfiguration, "a recipe has no member '\(unknown)'")
      }
    } catch let error as TrainingError {
      throw error
    } catch let error as DecodingError {
      throw TrainingError(.invalidConfiguration, error.words)
    } catch {
      throw TrainingError(.invalidConfiguration, "it cannot be read", cause: error)
    }
  }

  /// With everything that may be left out, so that its JSON has every member there is.
  private var complete: FineTuningRecipe {
    var recipe = self
    recipe.headEpochs = headEpochs ?? 0
    recipe.imagesPerEpoch = imagesPerEpoch ?? batchSize
    recipe.passesPerEpoch = passesPerEpoch ?? 1
    recipe.distillation = distillation ?? Distillation(teachers: 1, epochs: 1, weight: 1)
    recipe.balance.malignantShare = balance.malignantShare ?? 0.5
    recipe.augmentation.cropSlack = augmentation.cropSlack ?? 0
    return recipe
  }
}

extension DecodingError {
  /// What is wrong, and where, as a part of a sentence.
  fileprivate var words: String {
    func place(_ path: [any CodingKey]) -> String { path.map(\.stringValue).joined(separator: ".") }
    switch self {
    case .keyNotFound(let key, let context):
      return "the member '\(place(context.codingPath + [key]))' is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context),
      .dataCorrupted(let context):
      let isWhole = context.codingPath.isEmpty
      return isWhole
        ? "it is not a JSON object"
        : "the member '\(place(context.codingPath))' has a value that cannot be used: "
          + context.debugDescription
    @unknown default: return "\(self)"
    }
  }
}
