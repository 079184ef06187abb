import Evaluation

/// One fold of the cross-validation: the other folds scaled for fitting, and itself on the same scale.
struct PreparedFold: Sendable {
  private let training: SparseRows
  private let trainingLabels: [Bool]
  private let held: SparseRows
  private let heldLabels: [Bool]

  /// - Parameters:
  ///   - rows: all examples, unscaled.
  ///   - heldOut: positions of the fold's own.
  init(rows: [FeatureRow], labels: [Bool], heldOut: [Int]) {
    let isHeld = Set(heldOut)
    let others = rows.indices.filter { !isHeld.contains($0) }
    let scaling = MinMaxScaling(
      fittedTo: others.map { rows[$0] }, featureCount: RadiomicsFeatures.count)
    func scaled(_ indices: [Int]) -> SparseRows {
      SparseRows(
        indices.map { scaling.apply(to: rows[$0]) }, featureCount: RadiomicsFeatures.count)
    }
    training = scaled(others)
    trainingLabels = others.map { labels[$0] }
    held = scaled(heldOut)
    heldLabels = heldOut.map { labels[$0] }
  }

  func score(_ settings: SVMSettings) throws(RadiomicsError) -> CellScore {
    let machine = try SupportVectorMachine(training, labels: trainingLabels, settings: settings)
    let values = machine.malignancy(of: held)
    let right = zip(values, heldLabels).count { ($0 > 0) == $1 }
    let scored = try? ScoredLabels(scores: values, labels: heldLabels)
    return CellScore(
      accuracy: Double(right) / Double(max(1, heldLabels.count)), auc: scored?.areaUnderROC)
  }
}
