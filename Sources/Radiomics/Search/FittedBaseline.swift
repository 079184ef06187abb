/// A chosen machine, fitted on all examples, with the scaling that belongs to it.
struct FittedBaseline: Sendable {
  private let scaling: MinMaxScaling
  private let machine: SupportVectorMachine

  init(rows: [FeatureRow], labels: [Bool], settings: SVMSettings) throws(RadiomicsError) {
    scaling = MinMaxScaling(fittedTo: rows, featureCount: RadiomicsFeatures.count)
    machine = try SupportVectorMachine(
      SparseRows(
        rows.map(scaling.apply(to:)), featureCount: RadiomicsFeatures.count),
      labels: labels, settings: settings)
  }

  /// libsvm's decision values with its own sign, and with positive values for malignant.
  func decisionValues(of rows: [FeatureRow]) -> (raw: [Double], malignancy: [Double]) {
    let scaled = SparseRows(
      rows.map(scaling.apply(to:)), featureCount: RadiomicsFeatures.count)
    return (machine.rawDecisionValues(of: scaled), machine.malignancy(of: scaled))
  }
}
