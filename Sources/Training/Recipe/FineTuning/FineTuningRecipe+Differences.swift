extension FineTuningRecipe {
  /// Where this recipe is not the saved one, under the names that its JSON has, for the person at the
  /// terminal.
  package func differences(from saved: FineTuningRecipe) -> [String] {
    let (old, new) = (saved.leaves, leaves)
    return Set(old.keys).union(new.keys).sorted().compactMap { name in
      guard old[name] != new[name] else { return nil }
      return "the recipe's \(name) was \(old[name] ?? "not given") and is "
        + (new[name].map { "now \($0)" } ?? "no longer given")
    }
  }

  private var leaves: [String: String] { (try? JSONTree(encoding: self))?.leaves ?? [:] }
}
