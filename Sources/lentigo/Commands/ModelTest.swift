import Dataset
import Evaluation
import LesionImage
import Screening
import Training

/// A model's scores on labelled images, and everything that is measured on them.
struct ModelTest {
  let scored: ScoredLabels
  /// In the order of the scores.
  let records: [LesionRecord]
  let summary: EvaluationSummary
  let subgroups: [SubgroupAnalysis]
  /// The group of each record by each of `subgroups`.
  let groupNames: [[String?]]
  /// Images that could not be read.
  let failures: Int
  /// Those that the model takes for no lesion; nil where it cannot tell.
  let refused: RefusedLesions?

  /// Scores the records' images by the same road as `diagnose`.
  ///
  /// - Parameters:
  ///   - groups: of the records, one a property.
  ///   - offered: the operating points that the model offers by name.
  /// - Throws: `CommandStatus` when stopped, `RefusedEvaluation` where no image can be read.
  init(
    _ records: [LesionRecord], by model: ScreeningModel, threads: Int?,
    groups: [SubgroupNames] = [], offered: [OfferedPoint] = []
  ) throws {
    let bar = ProgressBar("Scoring")
    let files = BatchScorer(model, threads: threads).score(
      records.map(\.path), progress: { bar.update($0, of: records.count) },
      isCancelled: { Interrupt.isRaised })
    bar.clear()
    guard files.count == records.count else {
      StandardError.report("stopped; nothing was measured")
      throw CommandStatus.interrupted
    }
    var kept: [Int] = []
    var scores: [Double] = []
    var novelties: [Double] = []
    for (index, file) in files.enumerated() {
      switch file.score {
      case .success(let score):
        kept.append(index)
        scores.append(Double(score))
        if let novelty = file.novelty { novelties.append(Double(novelty)) }
      case .failure(let error): StandardError.report("left out: \(error)")
      }
    }
    guard !kept.isEmpty else {
      throw RefusedEvaluation("Not one of the \(records.count) images could be read.")
    }
    self.records = kept.map { records[$0] }
    failures = records.count - kept.count
    scored = try ScoredLabels(scores: scores, labels: self.records.map(\.isMalignant))
    let labels = scored.labels
    refused = model.novelty.map {
      RefusedLesions(novelties: novelties, labels: labels, limit: Double($0.limit))
    }
    // One fixed seed: the same model and data give the same intervals.
    var generator = SeededGenerator(seed: 0)
    let threshold = Double(model.threshold)
    let known = self.records.map(\.patientID)
    let patients = known.contains { $0 != nil } ? known : nil
    var subgroups: [SubgroupAnalysis] = []
    var groupNames: [[String?]] = []
    for group in groups {
      let names = kept.map { group.names[$0] }
      groupNames.append(names)
      subgroups.append(
        try SubgroupAnalysis(
          scored, by: group.property.title, names: names, order: group.order,
          patients: patients, threshold: threshold, using: generator))
    }
    self.subgroups = subgroups
    self.groupNames = groupNames
    summary =
      if let patients {
        try EvaluationSummary(
          scored, patients: patients, operatingThreshold: threshold, offered: offered,
          using: &generator)
      } else {
        try EvaluationSummary(scored, operatingThreshold: threshold, offered: offered)
      }
  }
}
