import Foundation
import LesionImage
import TestSupport
import Testing

/// The WebAssembly module, run in node by the script that plays the web page.
enum PhoneApp {
  static let module =
    SharedData.packageRoot + "/.build-wasm/wasm32-unknown-none-wasm/release/PhoneApp.wasm"

  static let isBuilt = FileManager.default.fileExists(atPath: module)

  static let node: String? = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.map { "\($0)/node" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  /// A line of the script's output; a model gives `status`, a picture the rest, and repeats the
  /// last three.
  struct Answer: Decodable {
    let status: Int?
    let verdict: Int?
    let risk: Float?
    let threshold: Float?
    let issues: UInt8?
    let logit: Float?
    let medianMilliseconds: Double?
    let memoryBytes: Int?
    let moduleBytes: Int?

    enum CodingKeys: String, CodingKey {
      case status, verdict, risk, threshold, issues, logit
      case medianMilliseconds = "median_ms"
      case memoryBytes = "memory_bytes"
      case moduleBytes = "module_bytes"
    }
  }

  /// What the module made of a model or a picture handed over.
  struct Outcome {
    let answers: [Answer]
    /// For each picture the network's input, as bit patterns.
    let inputs: [[UInt32]]
  }

  static func run(models: [[UInt8]], pictures: [RGBImage], repeats: Int = 0) throws -> Outcome {
    try run(
      models: models,
      pixmaps: pictures.map { pixmap(width: $0.width, height: $0.height, pixels: $0.pixels) },
      repeats: repeats)
  }

  /// A binary PPM file, whose header need not tell the truth.
  static func pixmap(width: Int, height: Int, pixels: [UInt8]) -> [UInt8] {
    [UInt8]("P6 \(width) \(height) 255\n".utf8) + pixels
  }

  /// Hands models and then pictures to a fresh module, in this order.
  static func run(models: [[UInt8]], pixmaps: [[UInt8]], repeats: Int = 0) throws -> Outcome {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("phone-app-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }

    var files: [URL] = []
    for (index, model) in models.enumerated() {
      files.append(folder.appendingPathComponent("\(index).safetensors"))
      try Data(model).write(to: files[index])
    }
    let pictureFiles = pixmaps.indices.map { folder.appendingPathComponent("\($0).ppm") }
    for (pixmap, file) in zip(pixmaps, pictureFiles) { try Data(pixmap).write(to: file) }
    let output = try runNode(
      [SharedData.packageRoot + "/Tools/phone_app_screen.mjs", module, "--repeat", "\(repeats)"]
        + (files + pictureFiles).map(\.path))
    return Outcome(
      answers: try output.split(separator: "\n").map {
        try JSONDecoder().decode(Answer.self, from: Data($0.utf8))
      },
      inputs: pictureFiles.map { file in
        guard let data = try? Data(contentsOf: file.appendingPathExtension("input")) else {
          return []
        }
        return data.withUnsafeBytes { bytes in
          stride(from: 0, to: bytes.count, by: 4).map {
            UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: $0, as: UInt32.self))
          }
        }
      })
  }

  private static func runNode(_ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(node))
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    // What went wrong stands in the test's own output.
    try #require(process.terminationStatus == 0, "the script failed")
    return String(decoding: output, as: UTF8.self)
  }
}

extension Trait where Self == ConditionTrait {
  static var needsWebAssembly: Self {
    .enabled(if: PhoneApp.isBuilt, "needs the WebAssembly build: make wasm")
  }

  static var needsNode: Self { .enabled(if: PhoneApp.node != nil, "needs node on the path") }
}
