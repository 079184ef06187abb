import Dataset
import Evaluation
import LesionImage
import NeuralNetwork
import Parallelism
import TorchBackend
import Training

/// Everything that a fine-tuning needs to be told.
public struct FineTuningConfiguration: Sendable {
  /// The labelled images that are split.
  public var data: TrainingData
  /// Which of them are for training and which for validation; test images are never decoded.
  public var split: Split
  /// How they were split, as the model file shall say: `patient`, `folds.csv, test fold 3`.
  public var splitDescription: String
  /// Data sets whose images all take part in the training.
  public var additions: [TrainingData]
  public var recipe: FineTuningRecipe
  public var architecture: Architecture
  /// The file that all layers but the head start from; with `startsFromModel`, the head too.
  public var initialWeights: String
  /// Whether `initialWeights` is a whole model, whose head is taken as well.
  public var startsFromModel: Bool
  /// Where the model goes. `.checkpoint` and `.log.jsonl` are added for the files beside it.
  public var output: String
  /// Every random number follows from it.
  public var seed: UInt64
  /// Whether to go on with the checkpoint beside `output`, where there is one.
  public var resumes: Bool
  /// Where the network is trained; validation runs in the engine, on the processor.
  public var device: DeviceChoice
  /// The other processes that train the model together with this one; nil trains it alone. Each takes
  /// the recipe's batch size of images a step, so that a step sees that many times the processes.
  public var processGroup: ProcessGroupSettings?
  /// Threads of libtorch, of the engine and of the images' loading; nil takes one a core.
  public var threads: Int?
  /// Bytes for decoded pixels; more pixels than fit lie in a temporary file.
  public var memoryBudget: Int
  /// How images become square.
  public var resizeMode: ResizeMode
  /// How the model's threshold is chosen on the validation images.
  public var operatingPointRule: OperatingPointRule
  /// How the model file holds its numbers.
  public var storage: WeightStorage
  /// The kernels of the validation.
  public var instructionSet: InstructionSet
  /// How often the checkpoint is brought up to date within an epoch.
  public var checkpointInterval: Duration
  /// Whether the checkpoint stays when the model is written, for a caller who has to note first
  /// that it is.
  public var keepsCheckpoint = false
  /// How the model learns to tell pictures without a lesion; nil leaves it unable to.
  public var novelty: NoveltyPolicy? = .standard
  /// The precisions to measure at the end; nil takes all that the machine has below 32-bit floats.
  package var measuredPrecisions: [Precision]?

  public init(
    data: TrainingData, split: Split, splitDescription: String, additions: [TrainingData] = [],
    recipe: FineTuningRecipe = .finetune, architecture: Architecture = .mobileNetV3Small,
    initialWeights: String, startsFromModel: Bool = false, output: String, seed: UInt64 = 0,
    resumes: Bool = false, device: DeviceChoice = .auto,
    processGroup: ProcessGroupSettings? = nil, threads: Int? = nil,
    memoryBudget: Int = 768 << 20, resizeMode: ResizeMode = .squash,
    operatingPointRule: OperatingPointRule = .sensitivity(atLeast: 0.9),
    storage: WeightStorage = .full, instructionSet: InstructionSet = .best,
    checkpointInterval: Duration = .seconds(30)
  ) {
    self.data = data
    self.split = split
    self.splitDescription = splitDescription
    self.additions = additions
    self.recipe = recipe
    self.architecture = architecture
    self.initialWeights = initialWeights
    self.startsFromModel = startsFromModel
    self.output = output
    self.seed = seed
    self.resumes = resumes
    self.device = device
    self.processGroup = processGroup
    self.threads = threads
    self.memoryBudget = memoryBudget
    self.resizeMode = resizeMode
    self.operatingPointRule = operatingPointRule
    self.storage = storage
    self.instructionSet = instructionSet
    self.checkpointInterval = checkpointInterval
  }

  /// Threads that work at once, at least 1: without a number, the processes of a machine share its cores.
  var workerCount: Int {
    max(1, threads ?? Parallel.workerCount / (processGroup?.localWorldSize ?? 1))
  }

  var files: TrainingFiles { TrainingFiles(model: output) }

  /// The checkpoint's path.
  public var checkpoint: String { files.checkpoint }
  /// The path of the log: one JSON object a line, one line an epoch.
  public var log: String { files.log }

  /// What the model file calls the data: the name of each set.
  var dataName: String { ([data] + additions).map(\.name).joined(separator: " + ") }
}
