// swift-tools-version: 6.2
import PackageDescription

// LENTIGO_WASM=1 leaves only the portable core, built as Embedded Swift for wasm32 (`make wasm`).
// The flags below are unsafe in SwiftPM's sense, so the native manifest, which other packages
// depend on, carries none of them.
let buildsWebAssembly = Context.environment["LENTIGO_WASM"] == "1"

// `-Osize` keeps the bounds checks that `-Ounchecked` would drop, downloads smaller, and costs no
// time: what takes time is C.
let coreSwiftSettings: [SwiftSetting] =
  buildsWebAssembly
  ? [
    .enableExperimentalFeature("Embedded"),
    .unsafeFlags(["-wmo", "-Osize", "-Xfrontend", "-disable-stack-protector"]),
  ]
  : []

let coreCSettings: [CSetting] =
  buildsWebAssembly ? [.unsafeFlags(["-msimd128", "-ffreestanding"])] : []

/// Pixels to verdict without Foundation or I/O: compiled for every platform, the phone included.
let portableCore: [Target] = [
  .target(name: "CKernels", cSettings: coreCSettings),
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
  .target(name: "Parallelism"),
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
  .target(name: "Radiomics", dependencies: ["Dataset", "Evaluation", "CSVM"]),
  .target(name: "Report", dependencies: ["NeuralNetwork", "Dataset", "Evaluation"]),
  .target(name: "Reproduction", dependencies: ["Training", "Radiomics", "Report"]),
  .executableTarget(
    name: "lentigo",
    dependencies: [
      "Reproduction", .product(name: "ArgumentParser", package: "swift-argument-parser"),
    ]),
]

let tests: [Target] = [
  .target(name: "TestSupport", dependencies: ["LesionImage"], path: "Tests/TestSupport"),
  .testTarget(name: "TestSupportTests", dependencies: ["TestSupport"]),
  .testTarget(
    name: "NeuralNetworkTests", dependencies: ["NeuralNetwork", "CKernels", "TestSupport"],
    resources: [.copy("Golden")]),
  .testTarget(
    name: "LesionImageTests", dependencies: ["LesionImage", "TestSupport"],
    resources: [.copy("Golden")]),
  .testTarget(
    name: "ScreeningTests", dependencies: ["Screening", "ImageCodec", "Dataset", "TestSupport"]),
  // Runs the WebAssembly module that `make wasm` builds, in node.
  .testTarget(name: "PhoneAppTests", dependencies: ["Screening", "Dataset", "TestSupport"]),
  .testTarget(name: "ArchitectureTests", dependencies: ["TestSupport"]),
  .testTarget(
    name: "ImageCodecTests", dependencies: ["ImageCodec", "TestSupport"],
    resources: [.copy("Golden")]),
  .testTarget(name: "FilesTests", dependencies: ["Files", "TestSupport"]),
  .testTarget(name: "ParallelismTests", dependencies: ["Parallelism", "TestSupport"]),
  .testTarget(
    name: "PretrainedWeightsTests", dependencies: ["PretrainedWeights", "TestSupport"],
    resources: [.copy("Golden")]),
  .testTarget(
    name: "RadiomicsTests", dependencies: ["Radiomics", "TestSupport"],
    resources: [.copy("Golden")]),
  .testTarget(name: "ReportTests", dependencies: ["Report", "TestSupport"]),
  .testTarget(name: "ReproductionTests", dependencies: ["Reproduction", "TestSupport"]),
  .testTarget(name: "DatasetTests", dependencies: ["Dataset", "TestSupport"]),
  .testTarget(
    name: "EvaluationTests", dependencies: ["Evaluation", "TestSupport"],
    resources: [.copy("Golden")]),
  .testTarget(
    name: "TrainingTests", dependencies: ["Training", "TestSupport"], resources: [.copy("Golden")]),
  .testTarget(
    name: "LentigoTests",
    dependencies: ["lentigo", "NeuralNetwork", "ImageCodec", "TestSupport"]),
]

let package = Package(
  name: "lentigo",
  platforms: [.macOS(.v15), .iOS(.v18)],
  products: buildsWebAssembly
    ? []
    : [
      .executable(name: "lentigo", targets: ["lentigo"]),
      .library(
        name: "Lentigo",
        targets: [
          "NeuralNetwork", "LesionImage", "Screening", "ImageCodec", "Dataset", "Evaluation",
          "PretrainedWeights", "Training", "Radiomics", "Report", "Reproduction",
        ]),
    ],
  dependencies: buildsWebAssembly
    ? []
    : [
      .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
      .package(url: "https://github.com/swiftcsv/SwiftCSV", from: "0.10.0"),
    ],
  targets: buildsWebAssembly ? portableCore + phone : portableCore + workstation + tests,
  swiftLanguageModes: [.v6]
)
