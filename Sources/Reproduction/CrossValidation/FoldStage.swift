/// One model of a cross-validation: a recipe on a fold.
struct FoldStage: Sendable {
  let recipe: CrossValidatedRecipe
  let fold: Int

  /// Names its files.
  var name: String { "\(recipe.name)-fold\(fold)" }
  /// For a reader.
  var title: String { "\(recipe.name), fold \(fold)" }
}
