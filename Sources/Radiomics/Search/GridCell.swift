/// A point of the grid on one fold.
struct GridCell: Sendable, Hashable {
  var kernel: SVMKernel
  var cost: Double
  var balancesClasses: Bool
  var fold: Int

  var settings: SVMSettings {
    SVMSettings(kernel: kernel, cost: cost, balancesClasses: balancesClasses)
  }
}

/// How a machine fitted on the other folds did on one.
struct CellScore: Sendable, Equatable, Codable {
  /// Share of images on the right side of the decision value 0; one of exactly 0 counts as benign,
  /// where libsvm's own vote goes to the class it saw second.
  var accuracy: Double
  /// nil where the fold has one class only, which grouping by patient can bring about.
  var auc: Double?
}
