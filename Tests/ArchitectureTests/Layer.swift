/// A target of the package and the modules that its files may import.
struct Layer {
  let target: String
  /// Targets of this package.
  let targets: Set<String>
  /// The platform, and other packages.
  let others: Set<String>

  init(_ target: String, imports targets: Set<String>, others: Set<String> = []) {
    self.target = target
    self.targets = targets
    self.others = others
  }

  /// What runs on every platform, the phone's browser included, and so imports nothing at all from
  /// outside the package.
  static let portableCore = [
    Layer("NeuralNetwork", imports: ["CKernels"]),
    Layer("LesionImage", imports: ["CKernels"]),
    Layer("Screening", imports: ["NeuralNetwork", "LesionImage"]),
    Layer("PhoneApp", imports: ["Screening", "NeuralNetwork", "LesionImage", "CKernels"]),
  ]

  static let workstation = [
    Layer("Files", imports: [], others: platform.union(["Foundation"])),
    Layer(
      "Parallelism", imports: ["CKernels"],
      others: platform.union(["Foundation", "Dispatch", "Synchronization"])),
    Layer(
      "ImageCodec", imports: ["LesionImage", "CJPEG", "CPNG"],
      others: platform.union(["Foundation"])),
    Layer(
      "Dataset", imports: ["Files", "Parallelism", "LesionImage", "ImageCodec"],
      others: platform.union(["Foundation", "Dispatch", "Synchronization", "SwiftCSV"])),
    Layer("Evaluation", imports: [], others: ["Foundation"]),
    Layer(
      "PretrainedWeights", imports: ["Files", "NeuralNetwork", "CHDF5Reader", "CCrypto"],
      others: platform.union(["Foundation", "FoundationNetworking", "Synchronization"])),
    Layer(
      "Radiomics",
      imports: [
        "Files", "Parallelism", "Dataset", "Evaluation", "LesionImage", "ImageCodec", "CSVM",
      ],
      others: platform.union(["Foundation", "Synchronization"])),
    Layer(
      "Report", imports: ["Evaluation", "Dataset", "NeuralNetwork", "LesionImage"],
      others: ["Foundation"]),
    Layer(
      "Reproduction",
      imports: [
        "Training", "Radiomics", "Report", "PretrainedWeights", "Screening", "Dataset",
        "Evaluation", "NeuralNetwork", "LesionImage", "ImageCodec", "Files", "Parallelism",
      ], others: platform.union(["Foundation", "Synchronization"])),
    Layer(
      "Training",
      imports: [
        "Files", "Parallelism", "PretrainedWeights", "Screening", "Dataset", "Evaluation",
        "NeuralNetwork",
        "LesionImage", "ImageCodec",
      ], others: ["Foundation", "Dispatch", "Synchronization"]),
    Layer("TorchBackend", imports: ["CTorch", "NeuralNetwork"], others: ["Foundation"]),
    Layer(
      "FineTuning",
      imports: [
        "Training", "TorchBackend", "PretrainedWeights", "Screening", "Dataset", "Evaluation",
        "NeuralNetwork", "LesionImage", "Files", "Parallelism",
      ], others: ["Foundation", "Synchronization"]),
    Layer("BundledModel", imports: [], others: ["Foundation"]),
    Layer(
      "QualityStudy",
      imports: [
        "Screening", "Dataset", "Evaluation", "LesionImage", "ImageCodec", "Parallelism",
      ], others: ["Foundation", "Synchronization"]),
    Layer("Diagnosing", imports: ["Screening", "ImageCodec", "LesionImage", "NeuralNetwork"]),
    Layer(
      "Server",
      imports: [
        "Diagnosing", "Screening", "ImageCodec", "LesionImage", "NeuralNetwork", "Files",
        "Parallelism",
      ],
      others: [
        "Foundation", "Synchronization", "Hummingbird", "HummingbirdCore", "HummingbirdTLS",
        "HTTPTypes", "Logging", "NIOCore", "NIOHTTPTypes", "NIOSSL", "ServiceLifecycle",
        "UnixSignals",
      ]),
    Layer(
      "lentigo",
      imports: [
        "BundledModel", "Server", "Diagnosing", "QualityStudy", "FineTuning", "TorchBackend",
        "Reproduction",
        "Report", "Radiomics", "Training", "PretrainedWeights", "Screening",
        "Dataset", "Evaluation", "NeuralNetwork", "LesionImage", "ImageCodec", "Files",
        "Parallelism",
      ],
      others: platform.union([
        "Foundation", "Dispatch", "Synchronization", "ArgumentParser", "Logging",
      ])),
  ]

  /// Names of the C library.
  private static let platform: Set = ["Glibc", "Musl", "Darwin", "Android"]
}
