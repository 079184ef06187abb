import Dataset
import Training

extension CrossValidationRun {
  /// The scores of images that a model has never seen.
  struct UnseenScores {
    /// Positions among the records.
    var images: [Int] = []
    var scores: [Double] = []
    var unreadable = 0
    var seen = 0
  }

  /// Scores `images` by the same road as `diagnose`.
  ///
  /// A file whose very bytes trained or tuned the model is left out, under whatever name it is here:
  /// its score would say nothing about new images.
  /// - Throws: `ReproductionError` where none is left, or on cancellation.
  func score(
    _ records: [LesionRecord], _ images: [Int], by reader: ModelReader, work: String
  ) throws(ReproductionError) -> UnseenScores {
    let onEvent = onEvent
    let chosen = images.map { records[$0] }
    let partition = reader.provenance.partition(chosen, isCancelled: isCancelled)
    let unseen = (partition.unseen + partition.unreadable).sorted()
    var result = UnseenScores()
    result.seen = partition.training.count + partition.validation.count
    if result.seen > 0 {
      onEvent(
        .notice(
          "\(result.seen) images have the same bytes as training or validation images: they are "
            + "left out of the test."))
    }
    let files = BatchScorer(reader.model, threads: configuration.workerCount).score(
      unseen.map { chosen[$0].path },
      progress: { onEvent(.progress(work, done: $0, total: unseen.count)) },
      isCancelled: isCancelled)
    guard files.count == unseen.count, !isCancelled() else { throw .stopped }
    for (position, file) in zip(unseen, files) {
      switch file.score {
      case .success(let score):
        result.images.append(images[position])
        result.scores.append(Double(score))
      case .failure(let error):
        result.unreadable += 1
        if result.unreadable <= 10 { onEvent(.notice("left out: \(error)")) }
      }
    }
    guard !result.images.isEmpty else {
      throw ReproductionError(
        .unusableData, "Not one of the \(images.count) test images can be read and is unseen.")
    }
    return result
  }
}
