import Dataset
import Files
import Foundation
import NeuralNetwork
import Parallelism
import Training

/// Everything that a reproduction of the paper needs to be told.
public struct ReproductionConfiguration: Sendable {
  /// The labelled images.
  public var manifest: Manifest
  /// What the user calls the data, such as the folder's path.
  public var dataName: String
  /// The folder of pretrained weights; files in it are recognised by their tensors.
  public var weightsDirectory: String
  /// The folder of the report, the models, and what is needed to go on; made where it is missing.
  public var output: String
  /// Every random number follows from it.
  public var seed: UInt64
  /// By image, as the paper did, or by patient.
  public var grouping: SplitMethod.Grouping
  /// The networks of Table 2 to train; those left out have no row.
  public var networks: [Architecture]
  public var recipe: Recipe
  /// Images that the baseline is fitted on at most.
  public var exampleLimit: Int
  /// Threads of every stage; nil takes one a core. Only times depend on it.
  public var threads: Int?
  /// Bytes for decoded pixels and kept features.
  public var memoryBudget: Int
  /// Bytes of features that may lie in the output folder while a network is being worked on.
  public var diskBudget: Int
  public var instructionSet: InstructionSet
  /// Whether results of other data, weights, seeds or recipes in the output folder may be replaced;
  /// otherwise a run that would have to is refused.
  public var overwrites: Bool
  /// How long a network alone is run again and again for its time; tests have no use for so much.
  package var timingDuration = Duration.seconds(1)
  /// The command line that makes the report again.
  public var command: String

  public init(
    manifest: Manifest, dataName: String, weightsDirectory: String, output: String,
    seed: UInt64 = 0, grouping: SplitMethod.Grouping = .image,
    networks: [Architecture] = Architecture.allCases, recipe: Recipe = .paper,
    exampleLimit: Int = 5000, threads: Int? = nil, memoryBudget: Int = 768 << 20,
    diskBudget: Int = 2 << 30, instructionSet: InstructionSet = .best, overwrites: Bool = false,
    command: String = ""
  ) {
    self.manifest = manifest
    self.dataName = dataName
    self.weightsDirectory = weightsDirectory
    self.output = output
    self.seed = seed
    self.grouping = grouping
    self.networks = networks
    self.recipe = recipe
    self.exampleLimit = exampleLimit
    self.threads = threads
    self.memoryBudget = memoryBudget
    self.diskBudget = diskBudget
    self.instructionSet = instructionSet
    self.overwrites = overwrites
    self.command = command
  }

  /// Threads of every stage, at least 1.
  var workerCount: Int { max(1, threads ?? Parallel.workerCount) }

  /// Cores that the threads can be on at once.
  var coreCount: Int { min(workerCount, Parallel.workerCount) }

  /// The networks in the paper's order, each once.
  var orderedNetworks: [Architecture] { Architecture.allCases.filter(networks.contains) }

  /// A path in the output folder.
  func path(_ name: String) -> String { (output as NSString).appendingPathComponent(name) }

  /// As model files call the data: the last part of its path.
  var shortDataName: String { FilePath.name(of: dataName) }

  func modelPath(_ name: String) -> String { path("models/\(name).safetensors") }
}

extension SplitMethod.Grouping {
  /// The split as model files and reports name it.
  var splitName: String {
    switch self {
    case .image: "random"
    case .patient: "patient"
    }
  }

  /// The paper's shares by this grouping.
  var method: SplitMethod {
    switch self {
    case .image: .random()
    case .patient: .patient()
    }
  }
}
