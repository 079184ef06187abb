import ArgumentParser
import Dataset
import Foundation

/// How the data is parted into training, validation and test.
struct SplitOptions: ParsableArguments {
  enum Grouping: String, CaseIterable, ExpressibleByArgument {
    case patient
    case random
  }

  @Option(
    help: ArgumentHelp(
      "60/20/20 by patient, or at random as the paper did.",
      discussion: """
        `patient` keeps all images of a patient on one side, so that the test is of strangers. \
        `random` ignores patients, as the paper did, and flatters the AUC. With --folds it says how \
        the validation quarter is drawn from the other folds.
        """))
  var split: Grouping = .patient

  @Option(
    help: ArgumentHelp(
      "A CSV with the columns image_name and fold, instead of drawing a test part.",
      valueName: "file"))
  var folds: String?

  @Option(help: ArgumentHelp("The fold that is kept for the test.", valueName: "k"))
  var testFold: Int?

  func validate() throws {
    guard (folds == nil) == (testFold == nil) else {
      throw ValidationError("--folds FILE and --test-fold K belong together")
    }
  }

  func method() throws -> SplitMethod {
    guard let folds, let testFold else { return split == .patient ? .patient() : .random() }
    let table = try FoldTable.load(folds)
    StandardError.report(
      table.problems.map { "\(folds): \($0)" }, atMost: 10, rest: "more rows with problems")
    return .folds(table, testFold: testFold, validation: split == .patient ? .patient : .image)
  }

  /// The images with the sources that the table of folds names, where the labels name none.
  func withSources(_ manifest: Manifest) throws -> Manifest {
    guard let folds, let sources = try manifest.sources(inFolds: folds) else { return manifest }
    return manifest.naming(sources: sources)
  }

  /// The split as a model file records it.
  var words: String {
    guard let folds, let testFold else { return split.rawValue }
    let file = URL(fileURLWithPath: folds).lastPathComponent
    return
      "\(file), test fold \(testFold), validation by \(split == .patient ? "patient" : "image")"
  }
}

extension Manifest {
  /// The source of each image by a table of folds that has a column for it; nil where it has none, or
  /// where the labels name sources themselves.
  func sources(inFolds path: String) throws -> [String?]? {
    guard records.allSatisfy({ $0.source == nil }) else { return nil }
    let table = try ColumnTable.load(path)
    return table.values(of: "source", for: records) ?? table.values(of: "source_repo", for: records)
  }
}
