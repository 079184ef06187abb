import Dataset
import Evaluation
import Parallelism

/// The paper's "grid-search hyperparameter search across kernel type and C" with cross-validation.
struct GridSearch: Sendable {
  let folds: [PreparedFold]
  let kernels: [SVMKernel]
  let costs: [Double]
  let store: GridStore
  let workers: Int

  /// The points in the order of scikit-learn's `ParameterGrid`: C outside, the kernel inside; first
  /// without class weights, then with them.
  private var points: [SVMSettings] {
    [false, true].flatMap { balancesClasses in
      costs.flatMap { cost in
        kernels.map { kernel in
          SVMSettings(kernel: kernel, cost: cost, balancesClasses: balancesClasses)
        }
      }
    }
  }

  /// Machines to fit.
  var cellCount: Int { points.count * folds.count }

  /// Fits every point on every fold.
  ///
  /// - Throws: `cancelled`; whatever was fitted is in the store, and saved.
  func run(
    isCancelled: @Sendable () -> Bool, progress: @Sendable () -> Void
  ) throws(RadiomicsError) -> [GridPoint] {
    defer { store.save() }
    let points = points
    let cells = points.flatMap { point in
      folds.indices.map {
        GridCell(
          kernel: point.kernel, cost: point.cost, balancesClasses: point.balancesClasses, fold: $0)
      }
    }
    // Large C takes longest: begun last, it would leave the other cores idle at the end.
    let order = cells.indices.sorted {
      cells[$0].cost == cells[$1].cost ? $0 < $1 : cells[$0].cost > cells[$1].cost
    }
    let scores = Slots<CellScore>(count: cells.count)
    try Parallel.forEach(count: order.count, workers: workers) {
      (index: Int) throws(RadiomicsError) in
      if isCancelled() { throw RadiomicsError(.cancelled, "The grid search was not finished.") }
      let cell = cells[order[index]]
      let score: CellScore
      if let known = store.score(of: cell) {
        score = known
      } else {
        score = try folds[cell.fold].score(cell.settings)
        store.keep(score, of: cell)
      }
      scores.fill(order[index], with: score)
      progress()
    }
    return Self.chosen(zip(points, Self.means(of: scores.all, folds: folds.count)))
  }

  /// Mean accuracy and AUC over the folds of each point. A fold of one class has no AUC and is left
  /// out; where all are, a point is taken for a guess.
  private static func means(of scores: [CellScore], folds: Int) -> [(Double, Double)] {
    stride(from: 0, to: scores.count, by: folds).map { start in
      let ofPoint = scores[start..<min(start + folds, scores.count)]
      let areas = ofPoint.compactMap(\.auc)
      return (
        ofPoint.reduce(0) { $0 + $1.accuracy } / Double(ofPoint.count),
        areas.isEmpty ? 0.5 : areas.reduce(0, +) / Double(areas.count)
      )
    }
  }

  /// Marks the best point of either half; of equals the first, as scikit-learn does.
  private static func chosen(
    _ points: some Sequence<(SVMSettings, (Double, Double))>
  ) -> [GridPoint] {
    var grid = points.map { settings, means in
      GridPoint(
        kernel: settings.kernel.rawValue, c: settings.cost,
        balancesClasses: settings.balancesClasses, accuracy: means.0, auc: means.1, isChosen: false)
    }
    for balancesClasses in [false, true] {
      var best: Int?
      for index in grid.indices where grid[index].balancesClasses == balancesClasses {
        let isBetter = best.map { current in
          balancesClasses
            ? grid[index].auc > grid[current].auc : grid[index].accuracy > grid[current].accuracy
        }
        if isBetter ?? true { best = index }
      }
      if let best { grid[best].isChosen = true }
    }
    return grid
  }
}

extension GridPoint {
  /// What a machine of this point is fitted with; nil for a kernel of another version.
  var settings: SVMSettings? {
    SVMKernel(rawValue: kernel).map {
      SVMSettings(kernel: $0, cost: c, balancesClasses: balancesClasses)
    }
  }
}
