import Dataset
import Evaluation
import Foundation
import LesionImage
import NeuralNetwork
import Parallelism

/// Everything that a training needs to be told.
public struct TrainingConfiguration: Sendable {
  /// The labelled images.
  public var manifest: Manifest
  /// Which of them are for training and which for validation; test images are never opened.
  public var split: Split
  /// How they were split, as the model file shall say: `patient`, `folds.csv, test fold 3`.
  public var splitDescription: String
  /// What the data are called in the model file, such as the folder's name.
  public var dataName: String
  public var recipe: Recipe
  public var architecture: Architecture
  /// The safetensors file with the pretrained backbone; its tensors' names say its origin.
  public var backboneWeights: String
  /// Where the model goes. `.checkpoint` and `.log.jsonl` are added for the files beside it.
  public var output: String
  /// Every random number follows from it.
  public var seed: UInt64
  /// Whether to go on with the checkpoint beside `output`, where there is one.
  public var resumes: Bool
  /// Threads that load images and compute features; nil takes one a core.
  public var threads: Int?
  /// Bytes for decoded pixels and kept features; more pixels than fit lie in a temporary file.
  public var memoryBudget: Int
  /// How images become square.
  public var resizeMode: ResizeMode
  /// How the model's threshold is chosen on the validation images.
  public var operatingPointRule: OperatingPointRule
  /// Whether risks are calibrated on the validation images, with the usual operating points beside
  /// `operatingPointRule`'s; without, the model is as the paper's: a sigmoid and one threshold.
  public var calibrates: Bool
  /// How the model file holds its numbers.
  public var storage: WeightStorage
  /// The kernels of the backbone and the head. Others round differently, so that a training can
  /// only be resumed with those it began with.
  public var instructionSet: InstructionSet
  /// What this training shares with others of the same images; nil shares nothing.
  public var workspace: TrainingWorkspace?
  /// Whether the workspace's archive shall have the augmented features too, for a training with
  /// the same seed, balance and augmentation.
  public var keepsAugmentedFeatures: Bool
  /// How often the checkpoint is brought up to date within an epoch.
  public var checkpointInterval: Duration
  /// Whether the checkpoint stays when the model is written, for a caller who has to note first
  /// that it is.
  public var keepsCheckpoint: Bool
  /// How the model learns to tell pictures without a lesion; nil leaves it unable to.
  public var novelty: NoveltyPolicy? = .standard
  /// The precisions to measure at the end; nil takes all that the machine has below 32-bit floats.
  package var measuredPrecisions: [Precision]?

  public init(
    manifest: Manifest, split: Split, splitDescription: String, dataName: String, recipe: Recipe,
    architecture: Architecture = .mobileNetV3Small, backboneWeights: String, output: String,
    seed: UInt64 = 0, resumes: Bool = false, threads: Int? = nil,
    memoryBudget: Int = 768 << 20, resizeMode: ResizeMode = .squash,
    operatingPointRule: OperatingPointRule = .sensitivity(atLeast: 0.9),
    calibrates: Bool = false, storage: WeightStorage = .full,
    instructionSet: InstructionSet = .best, workspace: TrainingWorkspace? = nil,
    keepsAugmentedFeatures: Bool = false, checkpointInterval: Duration = .seconds(30),
    keepsCheckpoint: Bool = false
  ) {
    self.manifest = manifest
    self.split = split
    self.splitDescription = splitDescription
    self.dataName = dataName
    self.recipe = recipe
    self.architecture = architecture
    self.backboneWeights = backboneWeights
    self.output = output
    self.seed = seed
    self.resumes = resumes
    self.threads = threads
    self.memoryBudget = memoryBudget
    self.resizeMode = resizeMode
    self.operatingPointRule = operatingPointRule
    self.calibrates = calibrates
    self.storage = storage
    self.instructionSet = instructionSet
    self.workspace = workspace
    self.keepsAugmentedFeatures = keepsAugmentedFeatures
    self.checkpointInterval = checkpointInterval
    self.keepsCheckpoint = keepsCheckpoint
  }

  /// Threads that load images and compute features, at least 1.
  var workerCount: Int { max(1, threads ?? Parallel.workerCount) }

  var files: TrainingFiles { TrainingFiles(model: output) }

  /// The checkpoint's path.
  public var checkpoint: String { files.checkpoint }
  /// The path of the log: one JSON object a line, one line an epoch.
  public var log: String { files.log }
}
