// swift-tools-version: 6.2
import PackageDescription

/// LENTIGO_EMBEDDED leaves only the portable core, built as Embedded Swift for a processor without an
/// operating system: `wasm32` and `wasm32-relaxed` (`make wasm`), `aarch64` (`make arm64`). The flags
/// below are unsafe in SwiftPM's sense, so the native manifest, which other packages depend on,
/// carries none of them.
let embedded = Context.environment["LENTIGO_EMBEDDED"] ?? ""

// `-Osize` keeps the bounds checks that `-Ounchecked` would drop, downloads smaller, and costs no
// time: what takes time is C.
let coreSwiftSettings: [SwiftSetting] =
  embedded.isEmpty
  ? []
  : [
    .enableExperimentalFeature("Embedded"),
    .unsafeFlags(["-wmo", "-Osize", "-Xfrontend", "-disable-stack-protector"]),
  ]

let processorFlags = [
  "wasm32": ["-msimd128"], "wasm32-relaxed": ["-msimd128", "-mrelaxed-simd"],
]
let coreCSettings: [CSetting] =
  embedded.isEmpty ? [] : [.unsafeFlags(["-ffreestanding"] + processorFlags[embedded, default: []])]

/// Pixels to verdict without Foundation or I/O: compiled for every platform, the phone included.
let portableCore: [Target] = [
  .target(
    name: "CKernels", cSettings: coreCSettings + [.headerSearchPath(".")]),
  .target(name: "NeuralNetwork", dependencies: ["CKernels"], swiftSettings: coreSwiftSettings),
  .target(name: "LesionImage", dependencies: ["CKernels"], swiftSettings: coreSwiftSettings),
  .target(
    name: "Screening", dependencies: ["NeuralNetwork", "LesionImage"],
    swiftSettings: coreSwiftSettings),
]

let phone: [Target] = [
  .executableTarget(
    name: "PhoneApp", dependencies: ["Screening"], swiftSettings: coreSwiftSettings,
    linkerSettings: [
      .unsafeFlags([
        "-Xclang-linker", "-nostdlib", "-Xlinker", "--no-entry", "-Xlinker", "--gc-sections",
        "-Xlinker", "--strip-all", "-Xlinker", "--stack-first", "-Xlinker", "-z",
        "-Xlinker", "stack-size=65536",
      ])
    ])
]

/// The checks that the tests run on their own processor, as a program for another one.
let arm64: [Target] = [
  .executableTarget(
    name: "ArmProgram",
    dependencies: ["KernelChecks", "Screening"], path: "Tests/ArmProgram",
    swiftSettings: coreSwiftSettings,
    linkerSettings: [
      .unsafeFlags([
        "-use-ld=lld", "-Xclang-linker", "-nostdlib", "-Xclang-linker", "-static", "-Xlinker",
        "--gc-sections",
      ])
    ])
]

/// Checks of the engine without Foundation and Testing: they run wherever the engine does.
let checks: [Target] = [
  .target(name: "CMachine", path: "Tests/CMachine", cSettings: coreCSettings),
  .target(
    name: "KernelChecks", dependencies: ["NeuralNetwork", "CKernels", "CMachine"],
    path: "Tests/KernelChecks", swiftSettings: coreSwiftSettings),
]

/// What only `lentigo serve` needs. Who imports a library of this package may leave it out, and with it
/// every package of the server: `.package(url: ..., traits: [])`.
let server = TargetDependencyCondition.when(traits: ["Server"])
let serverDependencies: [Target.Dependency] = [
  .product(name: "Hummingbird", package: "hummingbird", condition: server),
  .product(name: "HummingbirdCore", package: "hummingbird", condition: server),
  .product(name: "HummingbirdTLS", package: "hummingbird", condition: server),
  .product(name: "HTTPTypes", package: "swift-http-types", condition: server),
  .product(name: "Logging", package: "swift-log", condition: server),
  .product(name: "NIOCore", package: "swift-nio", condition: server),
  .product(name: "NIOHTTPTypes", package: "swift-nio-extras", condition: server),
  .product(name: "NIOSSL", package: "swift-nio-ssl", condition: server),
  .product(name: "ServiceLifecycle", package: "swift-service-lifecycle", condition: server),
  .product(name: "UnixSignals", package: "swift-service-lifecycle", condition: server),
]

let workstation: [Target] = [
  .systemLibrary(
    name: "CJPEG", pkgConfig: "libturbojpeg",
    providers: [.apt(["libturbojpeg0-dev"]), .brew(["jpeg-turbo"])]),
  .systemLibrary(
    name: "CPNG", pkgConfig: "libpng",
    providers: [.apt(["libpng-dev"]), .brew(["libpng"])]),
  .systemLibrary(
    name: "CHDF5", pkgConfig: "hdf5",
    providers: [.apt(["libhdf5-dev"]), .brew(["hdf5"])]),
  .systemLibrary(
    name: "CSVM", providers: [.apt(["libsvm-dev"]), .brew(["libsvm"])]),
  .systemLibrary(
    name: "CCrypto", pkgConfig: "libcrypto",
    providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),
  .target(name: "Files"),
  .target(name: "Parallelism", dependencies: ["CKernels"]),
  .target(name: "ImageCodec", dependencies: ["LesionImage", "CJPEG", "CPNG"]),
  .target(
    name: "Dataset",
    dependencies: [
      "Files", "Parallelism", "LesionImage", "ImageCodec",
      .product(name: "SwiftCSV", package: "SwiftCSV"),
    ]),
  .target(name: "Evaluation"),
  .target(name: "CHDF5Reader", dependencies: ["CHDF5"]),
  .target(
    name: "PretrainedWeights",
    dependencies: [
      "Files", "NeuralNetwork", "CHDF5Reader", "CCrypto",
    ]),
  .target(
    name: "Training", dependencies: ["Screening", "Dataset", "Evaluation", "PretrainedWeights"]),
  // libtorch itself is a plug-in that is loaded where a network is fine-tuned: see Sources/TorchPlugin.
  .target(name: "CTorch"),
  .target(name: "TorchBackend", dependencies: ["CTorch", "NeuralNetwork"]),
  .target(name: "FineTuning", dependencies: ["Training", "TorchBackend"]),
  .target(name: "Radiomics", dependencies: ["Dataset", "Evaluation", "CSVM"]),
  .target(name: "Report", dependencies: ["NeuralNetwork", "Dataset", "Evaluation"]),
  .target(name: "Reproduction", dependencies: ["Training", "Radiomics", "Report"]),
  .target(name: "Diagnosing", dependencies: ["Screening", "ImageCodec"]),
  .target(name: "QualityStudy", dependencies: ["Screening", "Dataset", "Evaluation"]),
  .target(
    name: "Server",
    dependencies: ["Diagnosing", "Files", "Parallelism"] + serverDependencies),
  // The whole folder, so that the model and its card need no line here, and may be missing.
  .target(name: "BundledModel", resources: [.copy("../../Models")]),
  .executableTarget(
    name: "lentigo",
    dependencies: [
      "Reproduction", "FineTuning", "BundledModel", "Diagnosing", "QualityStudy",
      .target(name: "Server", condition: server),
      .product(name: "ArgumentParser", package: "swift-argument-parser"),
      .product(name: "Logging", package: "swift-log", condition: server),
    ]),
]

let tests: [Target] = [
  // One of several processes that tests of distributed training start.
  .executableTarget(
    name: "GroupProcess", dependencies: ["TorchBackend", "NeuralNetwork"],
    path: "Tests/GroupProcess"),
  .target(name: "TestSupport", dependencies: ["LesionImage"], path: "Tests/TestSupport"),
  .testTarget(name: "TestSupportTests", dependencies: ["TestSupport"]),
  .testTarget(
    name: "NeuralNetworkTests",
    dependencies: ["NeuralNetwork", "CKernels", "KernelChecks", "TestSupport"],
    resources: [.copy("Golden")]),
  .testTarget(
    name: "LesionImageTests", dependencies: ["LesionImage", "CMachine", "TestSupport"],
    resources: [.copy("Golden")]),
  .testTarget(
    name: "ScreeningTests", dependencies: ["Screening", "ImageCodec", "Dataset", "TestSupport"]),
  // Runs what `make wasm` and `make arm64` build, in node and in an emulator.
  .testTarget(
    name: "PlatformTests", dependencies: ["Screening", "Dataset", "TestSupport"],
    resources: [.copy("Golden")]),
  .testTarget(name: "ArchitectureTests", dependencies: ["TestSupport"]),
  .testTarget(
    name: "ImageCodecTests", dependencies: ["ImageCodec", "TestSupport"],
    resources: [.copy("Golden")]),
  .testTarget(name: "FilesTests", dependencies: ["Files", "TestSupport"]),
  .testTarget(
    name: "ParallelismTests", dependencies: ["Parallelism", "NeuralNetwork", "TestSupport"]),
  .testTarget(
    name: "PretrainedWeightsTests", dependencies: ["PretrainedWeights", "TestSupport"],
    resources: [.copy("Golden")]),
  .testTarget(
    name: "RadiomicsTests", dependencies: ["Radiomics", "TestSupport"],
    resources: [.copy("Golden")]),
  .testTarget(
    name: "QualityStudyTests", dependencies: ["QualityStudy", "Dataset", "TestSupport"]),
  .testTarget(name: "ReportTests", dependencies: ["Report", "TestSupport"]),
  .testTarget(name: "ReproductionTests", dependencies: ["Reproduction", "TestSupport"]),
  .testTarget(name: "DatasetTests", dependencies: ["Dataset", "TestSupport"]),
  .testTarget(
    name: "EvaluationTests", dependencies: ["Evaluation", "TestSupport"],
    resources: [.copy("Golden")]),
  .testTarget(
    name: "TrainingTests", dependencies: ["Training", "Files", "TestSupport"],
    resources: [.copy("Golden")]),
  .testTarget(
    name: "TorchBackendTests", dependencies: ["TorchBackend", "TestSupport", "GroupProcess"],
    resources: [.copy("Golden")]),
  .testTarget(name: "FineTuningTests", dependencies: ["FineTuning", "TestSupport"]),
  .testTarget(
    name: "ServerTests",
    dependencies: [
      "Server", "Diagnosing", "Dataset", "TestSupport",
      .product(name: "HummingbirdTesting", package: "hummingbird", condition: server),
    ] + serverDependencies, resources: [.copy("Certificates")]),
  .testTarget(
    name: "LentigoTests",
    dependencies: [
      "lentigo", "BundledModel", "PretrainedWeights", "NeuralNetwork", "ImageCodec",
      "TorchBackend", "TestSupport",
    ]),
]

let targets =
  switch embedded {
  case "": portableCore + workstation + checks + tests
  case "aarch64": portableCore + checks + arm64
  default: portableCore + phone
  }

let package = Package(
  name: "lentigo",
  platforms: [.macOS(.v15), .iOS(.v18)],
  products: embedded.isEmpty
    ? [
      .executable(name: "lentigo", targets: ["lentigo"]),
      .library(
        name: "Lentigo",
        targets: [
          "NeuralNetwork", "LesionImage", "Screening", "ImageCodec", "Dataset", "Evaluation",
          "PretrainedWeights", "Training", "TorchBackend", "FineTuning", "Radiomics", "Report",
          "Reproduction", "BundledModel", "Diagnosing", "QualityStudy",
        ]),
    ] : [],
  traits: embedded.isEmpty
    ? [
      .trait(name: "Server", description: "The command `lentigo serve`, on Hummingbird."),
      .default(enabledTraits: ["Server"]),
    ] : [],
  dependencies: embedded.isEmpty
    ? [
      .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
      .package(url: "https://github.com/swiftcsv/SwiftCSV", from: "0.10.0"),
      .package(
        url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
      .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
      .package(url: "https://github.com/apple/swift-log", from: "1.14.0"),
      .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
      .package(url: "https://github.com/apple/swift-nio-extras", from: "1.34.1"),
      .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.2"),
      .package(
        url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.11.0"),
    ] : [],
  targets: targets,
  swiftLanguageModes: [.v6]
)
