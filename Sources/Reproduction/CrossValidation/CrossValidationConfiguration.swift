import Dataset
import Foundation
import NeuralNetwork
import Parallelism

/// Everything that a cross-validation needs to be told.
public struct CrossValidationConfiguration: Sendable {
  /// The data set that is parted into folds.
  public var data: StudySet
  /// The fold of each image; an image in none takes no part.
  public var folds: FoldTable
  /// What the folds are called in model files, such as the file's name.
  public var foldsName: String
  /// The folds to train and test for now; empty takes all. The report has these, and later runs with the
  /// same output folder add theirs.
  public var onlyFolds: Set<Int> = []
  /// In the order of the report; the first is what the others are compared with. One at least.
  public var recipes: [CrossValidatedRecipe]
  /// Data sets that recipes which can take them train on as well, in every fold.
  public var additions: [StudySet]
  /// Data sets that every fold's model is tested on besides its own fold.
  public var alsoTest: [StudySet]
  /// What test images are compared within, such as their source, by the records of `data`.
  public var strata: SubgroupNames?
  /// The folder of the report, the models, and what is needed to go on; it exists.
  public var output: String
  /// Every random number follows from it.
  public var seed: UInt64
  /// Threads that score; nil takes one a core.
  public var threads: Int?
  public var instructionSet: InstructionSet
  /// Whether results of other data, recipes or seeds in the output folder may be replaced.
  public var overwrites: Bool
  /// The command line that makes the report again.
  public var command: String

  public init(
    data: StudySet, folds: FoldTable, foldsName: String, recipes: [CrossValidatedRecipe],
    additions: [StudySet] = [], alsoTest: [StudySet] = [], strata: SubgroupNames? = nil,
    output: String, seed: UInt64 = 0, threads: Int? = nil, instructionSet: InstructionSet = .best,
    overwrites: Bool = false, command: String = ""
  ) {
    self.data = data
    self.folds = folds
    self.foldsName = foldsName
    self.recipes = recipes
    self.additions = additions
    self.alsoTest = alsoTest
    self.strata = strata
    self.output = output
    self.seed = seed
    self.threads = threads
    self.instructionSet = instructionSet
    self.overwrites = overwrites
    self.command = command
  }

  /// The folds that hold an image of the data, ascending.
  var foldNumbers: [Int] {
    Set(data.manifest.records.compactMap { folds.folds[$0.imageName] }).sorted()
  }

  var workerCount: Int { max(1, threads ?? Parallel.workerCount) }

  func path(_ name: String) -> String { (output as NSString).appendingPathComponent(name) }
}
