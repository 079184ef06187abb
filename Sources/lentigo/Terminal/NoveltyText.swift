import Training

/// What a model says of its detector of pictures without a lesion, for the terminal.
enum NoveltyText {
  /// One sentence, also for a model that has none.
  static func sentence(_ novelty: ModelMetadata.Novelty?) -> String {
    guard let novelty else {
      return "Pictures without a lesion are judged too: to tell them takes "
        + "\(NoveltyPolicy.fewestImages) training and \(NoveltyPolicy.fewestImages) validation images."
    }
    return sentence(novelty.limit)
  }

  static func sentence(_ limit: ModelMetadata.Novelty.Limit) -> String {
    "Pictures unlike a lesion are refused: \(Numbers.grouped(limit.refused)) of "
      + "\(Numbers.grouped(limit.images)) images (\(limit.chosenOn)) lie beyond the limit "
      + "\(Numbers.fixed(limit.value))."
  }
}
