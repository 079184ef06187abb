import Foundation
import LesionImage
import TestSupport
import Testing

/// The engine built for another processor, in a program that takes models and pictures.
struct ForeignEngine: Sendable {
  let name: String
  /// What `make test` builds.
  let file: String
  /// The program that runs it, and what it is given ahead of the models and pictures.
  let host: String?
  let arguments: [String]
  /// What to do where something is missing.
  let advice: String

  /// The phone's module, in the browser's engine.
  static let phone = ForeignEngine(webAssembly: "wasm", name: "phone app")
  /// The same with fused multiplication and addition.
  static let relaxedPhone = ForeignEngine(webAssembly: "wasm-relaxed", name: "relaxed phone app")
  /// Both modules, in a script that compares them with the parity vectors.
  static let phoneParity = ForeignEngine(
    webAssembly: "wasm", name: "phone app", script: "check_parity.mjs")
  static let relaxedPhoneParity = ForeignEngine(
    webAssembly: "wasm-relaxed", name: "relaxed phone app", script: "check_parity.mjs")
  /// The portable core for Linux on arm64.
  static let arm64 = ForeignEngine()

  var isAvailable: Bool { host != nil && FileManager.default.fileExists(atPath: file) }

  private init(
    webAssembly build: String, name: String, script: String = "phone_app_screen.mjs"
  ) {
    self.name = name
    file =
      SharedData.packageRoot + "/.build-\(build)/wasm32-unknown-none-wasm/release/PhoneApp.wasm"
    host = Self.program("node")
    arguments = [SharedData.packageRoot + "/Tools/\(script)", file]
    advice = "needs node on the path and the WebAssembly build: make wasm"
  }

  private init() {
    name = "arm64"
    file =
      SharedData.packageRoot + "/.build-arm64/aarch64-none-none-elf/release/ArmProgram"
    host = Self.program("qemu-aarch64") ?? Self.program("qemu-aarch64-static")
    arguments = [file]
    advice = "needs qemu-aarch64 on the path and the build for it: make arm64"
  }

  private static func program(_ name: String) -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.map { "\($0)/\(name)" }.first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
  }

  /// A line of the script's output; a model gives `status`, a picture the rest, and repeats the
  /// last three.
  struct Answer: Decodable {
    let status: Int?
    let verdict: Int?
    let risk: Float?
    let threshold: Float?
    let issues: UInt16?
    /// The values of `QualityMeasure`, in order.
    let measures: [Float]?
    /// The values of a `ClassActivationMap`.
    let map: [Float]?
    /// What the live view is told; -1 where there is no such picture.
    let hints: Int?
    let logit: Float?
    let medianMilliseconds: Double?
    let memoryBytes: Int?
    let moduleBytes: Int?

    enum CodingKeys: String, CodingKey {
      case status, verdict, risk, threshold, issues, measures, map, hints, logit
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

  func run(
    models: [[UInt8]], pictures: [RGBImage], repeats: Int = 0, hasFourthByte: Bool = false
  ) throws -> Outcome {
    try run(
      models: models,
      pixmaps: pictures.map { Self.pixmap(width: $0.width, height: $0.height, pixels: $0.pixels) },
      repeats: repeats, hasFourthByte: hasFourthByte)
  }

  /// A binary PPM file, whose header need not tell the truth.
  static func pixmap(width: Int, height: Int, pixels: [UInt8]) -> [UInt8] {
    [UInt8]("P6 \(width) \(height) 255\n".utf8) + pixels
  }

  /// Hands models and then pictures to a fresh module, in this order; with `hasFourthByte` as a canvas
  /// has its pixels, which only the phone's module takes.
  func run(
    models: [[UInt8]], pixmaps: [[UInt8]], repeats: Int = 0, hasFourthByte: Bool = false
  ) throws -> Outcome {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("foreign-engine-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }

    var files: [URL] = []
    for (index, model) in models.enumerated() {
      files.append(folder.appendingPathComponent("\(index).safetensors"))
      try Data(model).write(to: files[index])
    }
    let pictureFiles = pixmaps.indices.map { folder.appendingPathComponent("\($0).ppm") }
    for (pixmap, file) in zip(pixmaps, pictureFiles) { try Data(pixmap).write(to: file) }
    let output = try run(
      (hasFourthByte ? ["--rgba"] : []) + (repeats > 0 ? ["--repeat", "\(repeats)"] : [])
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

  /// Standard output of the program, which has to succeed.
  func run(_ more: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(host))
    process.arguments = arguments + more
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = String(
      decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "\(name) failed: \(output.suffix(2000))")
    return output
  }
}

extension Trait where Self == ConditionTrait {
  static func needs(_ engine: ForeignEngine) -> Self {
    .enabled(if: engine.isAvailable, Comment(rawValue: engine.advice))
  }
}
