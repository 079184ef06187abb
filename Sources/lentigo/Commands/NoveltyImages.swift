import Dataset
import Training

/// The lesions that a detector of pictures without one learns from, and those that limit it.
struct NoveltyImages {
  let learnt: NoveltyFitter.Lesions
  let measured: NoveltyFitter.Lesions
  /// The smaller of both counts.
  let fewest: Int

  /// The model's training images in the data set, limited by the selected ones; where it has too few
  /// there, halves of the selected ones. Patients are in one half alone.
  init(_ selection: EvaluationSelection, name: String) {
    let selected = selection.records
    let known = selection.trainingRecords
    guard known.count < NoveltyPolicy.fewestImages else {
      self.init(.init(known, name: "training"), .init(selected, name: name))
      return
    }
    // Images that cannot be divided are too few as well.
    let halves = try? Split.make(
      selected, method: .patient(fractions: SplitFractions(train: 1, validation: 1, test: 0)),
      seed: 0)
    self.init(
      .init((halves?.train ?? []).map { selected[$0] }, name: "\(name), one half"),
      .init((halves?.validation ?? []).map { selected[$0] }, name: "\(name), the other half"))
  }

  private init(_ learnt: NoveltyFitter.Lesions, _ measured: NoveltyFitter.Lesions) {
    self.learnt = learnt
    self.measured = measured
    fewest = min(learnt.records.count, measured.records.count)
  }
}
