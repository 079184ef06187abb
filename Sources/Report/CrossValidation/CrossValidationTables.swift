import Evaluation
import Foundation

/// The tables of a cross-validation, the same for the terminal and the page.
struct CrossValidationTables {
  let report: CrossValidationReport

  /// One column a recipe, so that it fits a terminal: means over the folds.
  var means: Table {
    let row = { (name: String, cell: (CrossValidationReport.Recipe) -> String) in
      [name] + report.recipes.map(cell)
    }
    let confidence = report.recipes.first?.summary.confidence ?? 0.95
    return Table(
      caption: "Means over the folds, with \(Notation.confidence(confidence)) intervals",
      head: ["Figure"] + report.recipes.map(\.name), textColumns: 1 + report.recipes.count,
      rows: [row("Folds") { "\($0.models.count) of \(report.folds.count)" }]
        + figures.map { figure in row(name(figure)) { Self.mean($0.summary.means[figure]) } }
        + [
          row("Pooled AUC") { Self.mean($0.summary.pooledAUC) },
          row("Mean calibration error") { Notation.share($0.calibrationError) },
          row("Training") { Self.time($0.trainingSeconds) },
        ])
  }

  /// Those that were asked for.
  private var figures: [FoldFigure] {
    FoldFigure.allCases.filter { $0 != .aucWithinStrata || report.stratum != nil }
  }

  private static func mean(_ mean: CrossValidationSummary.Mean?) -> String {
    Notation.estimate(mean?.value, mean?.interval)
  }

  /// One row a model.
  var folds: Table {
    let within = report.stratum.map { ["AUC within \($0)"] } ?? []
    return Table(
      caption: "Every fold",
      head: ["Recipe", "Fold", "Trained on", "Tested on", "Malignant", "AUC", "95 % interval"]
        + within
        + [
          "Sensitivity at specificity 0.9", "Sensitivity", "Specificity", "Calibration error",
          "Training",
        ], textColumns: 1,
      rows: report.recipes.flatMap { recipe in
        zip(recipe.models, recipe.summary.folds).map { model, test in
          let summary = test.summary
          let matrix = summary.operatingPoint.confusionMatrix
          return [
            recipe.name, "\(model.fold)", model.trainingImages.grouped, summary.count.grouped,
            summary.malignantCount.grouped, Notation.share(summary.auc),
            Notation.interval(summary.aucInterval),
          ] + (report.stratum == nil ? [] : [Notation.share(test.aucWithinStrata)]) + [
            Notation.share(summary.sensitivityAtSpecificity90),
            Notation.share(matrix.sensitivity), Notation.share(matrix.specificity),
            Notation.share(summary.calibration?.expectedCalibrationError),
            Self.time(model.trainingSeconds),
          ]
        }
      })
  }

  /// One row a figure of a recipe against the first.
  var differences: Table? {
    guard !report.comparisons.isEmpty else { return nil }
    return Table(
      caption: "Paired differences",
      head: ["Difference", "Figure", "Value", "Patients redrawn", "DeLong"], textColumns: 2,
      rows: report.comparisons.flatMap { entry in
        figures.map { figure in
          let difference = entry.comparison.differences[figure]
          return [
            "\(entry.recipe) less \(entry.reference)", name(figure),
            Notation.signed(difference?.value), Notation.signedInterval(difference?.interval),
            figure == .auc ? Notation.signedInterval(entry.comparison.deLongInterval) : "",
          ]
        }
          + entry.comparison.folds.map { fold in
            [
              "\(entry.recipe) less \(entry.reference)", "AUC, fold \(fold.fold)",
              Notation.signed(fold.comparison?.difference), "",
              Notation.signedInterval(fold.comparison?.interval),
            ]
          }
      })
  }

  /// One row a stored operating point, its decisions added up over the folds.
  var points: Table {
    Table(
      caption: "Stored operating points: what was aimed at, and what was reached",
      head: ["Recipe", "Point", "Sensitivity on test", "Specificity on test"], textColumns: 2,
      rows: report.recipes.flatMap { recipe in
        let all = recipe.models.flatMap(\.points)
        let names = all.map(\.name).reduce(into: [String]()) { names, name in
          if !names.contains(name) { names.append(name) }
        }
        return names.map { name in
          let sum = all.filter { $0.name == name }.reduce(ConfusionMatrix.none) {
            $0 + $1.reached
          }
          return [recipe.name, name, Self.rate(.sensitivity, sum), Self.rate(.specificity, sum)]
        }
      })
  }

  /// One row a recipe and data set.
  var foreign: Table? {
    guard !report.foreignTests.isEmpty else { return nil }
    return Table(
      caption: "On other data",
      head: [
        "Recipe", "Data", "Images", "Malignant", "Mean AUC", "Least", "Largest",
        "Sensitivity at specificity 0.9",
      ], textColumns: 2,
      rows: report.foreignTests.map { test in
        let areas = test.summaries.compactMap(\.auc)
        let rates = test.summaries.compactMap(\.sensitivityAtSpecificity90)
        let count = test.summaries.count
        return [
          test.recipe, test.data, (test.summaries.first?.count ?? 0).grouped,
          (test.summaries.first?.malignantCount ?? 0).grouped,
          Notation.share(Self.mean(areas, of: count)), Notation.share(areas.min()),
          Notation.share(areas.max()), Notation.share(Self.mean(rates, of: count)),
        ]
      })
  }

  func name(_ figure: FoldFigure) -> String {
    switch figure {
    case .auc: "Mean AUC"
    case .sensitivityAtSpecificity90: "Mean sens. at spec. 0.9"
    case .aucWithinStrata: "Mean AUC within \(report.stratum ?? "strata")"
    }
  }

  /// nil where one is missing: a mean over the others would be of other models.
  private static func mean(_ values: [Double], of count: Int) -> Double? {
    values.count == count && count > 0 ? values.reduce(0, +) / Double(count) : nil
  }

  private static func time(_ seconds: Double?) -> String {
    guard let seconds else { return Notation.undefined }
    return seconds < 600
      ? String(format: "%.0f s", seconds) : String(format: "%.0f min", seconds / 60)
  }

  private static func rate(_ rate: ConfusionMatrix.Rate, _ matrix: ConfusionMatrix) -> String {
    let proportion = matrix.proportion(rate)
    return Notation.estimate(proportion?.value, proportion?.interval())
  }
}
