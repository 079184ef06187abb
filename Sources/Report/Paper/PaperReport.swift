import Evaluation

/// Everything that a reproduction of the paper found: `report.json` is this value, and the page and
/// the Markdown text show nothing else but it and its pictures.
public struct PaperReport: Codable, Sendable, Equatable {
  /// The layout of this value in JSON; rises when a reader would have to know.
  public static let currentFormat = 1

  public var format = PaperReport.currentFormat
  /// Name and version of the program, such as `lentigo 0.1.0`.
  public var software: String
  /// The command line that makes this report again.
  public var command: String
  /// Every random number follows from it.
  public var seed: UInt64
  public var machine: Machine
  public var data: DataSection
  /// What the paper says about the training, and what was done, line by line.
  public var settings: [Setting]
  /// The paper's Table 1 beside what was drawn.
  public var augmentations: [Setting]
  /// Table 2: the baseline first, then the networks in the paper's order.
  public var classifiers: [ClassifierRow]
  /// Paired tests between the networks that were measured.
  public var comparisons: [PairedComparison]
  /// The full recipe first, then with elements left out; empty where it could not be trained.
  public var ablation: [AblationRow]
  @ExplicitNull public var radiomics: RadiomicsSection?
  /// The networks again, on a split by patient: what the paper's split by image hides.
  public var byPatient: [PatientSplitRow]
  /// Stages that could not be done, and why.
  public var failures: [Failure]

  public init(
    software: String, command: String, seed: UInt64, machine: Machine, data: DataSection,
    settings: [Setting], augmentations: [Setting], classifiers: [ClassifierRow],
    comparisons: [PairedComparison], ablation: [AblationRow], radiomics: RadiomicsSection?,
    byPatient: [PatientSplitRow], failures: [Failure] = []
  ) {
    self.software = software
    self.command = command
    self.seed = seed
    self.machine = machine
    self.data = data
    self.settings = settings
    self.augmentations = augmentations
    self.classifiers = classifiers
    self.comparisons = comparisons
    self.ablation = ablation
    self.radiomics = radiomics
    self.byPatient = byPatient
    self.failures = failures
  }
}

extension PaperReport {
  /// What the times were measured on.
  public struct Machine: Codable, Sendable, Equatable {
    /// The processor's own name, such as `Intel(R) Xeon(R) Platinum 8488C`.
    public var processor: String
    /// Cores that were used.
    public var cores: Int
    /// Bytes.
    public var memory: UInt64
    /// Such as `Debian GNU/Linux 12 (bookworm)`.
    public var system: String
    /// The engine's kernels, such as `avx512`.
    public var instructionSet: String

    public init(
      processor: String, cores: Int, memory: UInt64, system: String, instructionSet: String
    ) {
      self.processor = processor
      self.cores = cores
      self.memory = memory
      self.system = system
      self.instructionSet = instructionSet
    }
  }

  /// One line of a table with the paper's words in one column and this run's in the other.
  public struct Setting: Codable, Sendable, Equatable {
    public var name: String
    /// As the paper has it; nil where it says nothing.
    @ExplicitNull public var paper: String?
    public var used: String

    public init(_ name: String, paper: String?, used: String) {
      self.name = name
      self.paper = paper
      self.used = used
    }
  }

  /// A stage that could not be done.
  public struct Failure: Codable, Sendable, Equatable {
    /// The stage's title, such as `MobileNetV3Small, split by patient`.
    public var stage: String
    /// Why, and the way out.
    public var message: String

    public init(stage: String, message: String) {
      self.stage = stage
      self.message = message
    }
  }
}
