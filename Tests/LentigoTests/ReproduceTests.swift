import Foundation
import Testing

/// The whole paper by one command, which can be stopped at any moment.
@Suite("Reproducing the paper", .serialized)
struct ReproduceTests {
  private let folder: TemporaryFolder
  private let study: Study

  init() throws {
    folder = try TemporaryFolder()
    study = try Study.shared()
    try FileManager.default.createDirectory(
      atPath: folder.file("weights"), withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      atPath: study.backbone, toPath: folder.file("weights/some.safetensors"))
  }

  private var arguments: [String] {
    [
      "reproduce", "--data", study.data, "--weights", folder.file("weights"), "--output",
      folder.file("out"), "--networks", "mobilenet-v3-small",
    ]
  }

  /// What is asked of the report here.
  private struct Report: Decodable {
    struct Row: Decodable {
      struct Measurement: Decodable { let scores: [Double] }
      let identifier: String
      let missing: String?
      let measurement: Measurement?
    }
    struct Ablation: Decodable {
      struct Summary: Decodable { let logLoss: Double? }
      let summary: Summary
    }
    let command: String
    let classifiers: [Row]
    let ablation: [Ablation]
    let byPatient: [Ablation]

    /// Every number that must not depend on how the run went.
    var numbers: [Double?] {
      classifiers.flatMap { $0.measurement?.scores ?? [] }
        + (ablation + byPatient).map(\.summary.logLoss)
    }
  }

  private var report: Report {
    get throws { try JSONDecoder().decode(Report.self, from: folder.bytes("out/report.json")) }
  }

  @Test func killedAgainAndAgainEndsInTheSameNumbers() throws {
    let whole = try LentigoProcess.run(arguments + ["--epochs", "2"])
    #expect(whole.status == 0, "\(whole.errors)")
    #expect(whole.lines.contains { $0.hasPrefix("MobileNetV3Small ") && $0.hasSuffix("0.8284") })
    #expect(whole.output.contains("training ") && whole.output.contains("Done in "))
    #expect(whole.errors.contains("stage 1 of 8: Data"))
    #expect(whole.output.allSatisfy { $0 != "\r" })
    let expected = try report.numbers
    #expect(expected.count > 20 && !expected.contains(nil))
    try FileManager.default.removeItem(atPath: folder.file("out"))

    var kills = 0
    for delay in [200, 500, 900] {
      let running = try LentigoProcess.start(
        arguments + ["--epochs", "2", "--threads", "\(1 + kills % 2)"])
      usleep(UInt32(delay * 1000))
      guard running.process.isRunning else { break }
      kill(running.process.processIdentifier, SIGKILL)
      _ = try running.finish()
      kills += 1
      // Whatever the moment: no file is half a file.
      if folder.has("out/report.json") { _ = try report }
    }
    #expect(kills > 0)
    let resumed = try LentigoProcess.run(arguments + ["--epochs", "2"])
    #expect(resumed.status == 0, "\(resumed.errors)")
    #expect(!resumed.errors.contains("done again") && !resumed.errors.contains("damaged"))
    #expect(try report.numbers == expected)
    #expect(
      try report.command == "lentigo reproduce --data \(study.data) --weights "
        + "\(folder.file("weights")) --output \(folder.file("out")) --seed 0 --split random "
        + "--networks mobilenet-v3-small --epochs 2")
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.file("out/models"))
    #expect(!left.contains { $0.hasSuffix(".checkpoint") || $0.hasSuffix(".part") })
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func politeSignalStopsWithAWordOnHowToGoOn(signal: Int32) throws {
    let running = try LentigoProcess.start(arguments)
    while running.process.isRunning, !folder.has("out/stages/svm-radiomics.json") {
      usleep(2_000)
    }
    kill(running.process.processIdentifier, signal)
    let stopped = try running.finish()
    #expect(stopped.status == 130)
    #expect(stopped.errors.contains("the same command goes on from there"))
    #expect(try report.classifiers.map(\.identifier) == ["svm-radiomics", "mobilenet-v3-small"])
  }

  @Test func asJSON() throws {
    let process = try LentigoProcess.run(
      arguments + [
        "--json", "--split", "patient", "--examples", "20", "--epochs", "1", "--without",
        "augmentation", "--learning-rate", "0.01",
      ])
    #expect(process.status == 0, "\(process.errors)")
    struct Line: Decodable {
      let stage: String?
      let isNew: Bool?
      let format: Int?
    }
    let lines = try process.lines.map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
    #expect(
      lines.map(\.stage) == [
        "data", "svm-radiomics", "network-mobilenet-v3-small", "ablation-without-oversampling",
        "ablation-without-focal-loss", "ablation-without-any", nil,
      ])
    #expect(
      try report.command.hasSuffix(
        "--without augmentation --epochs 1 --learning-rate 0.01 --examples 20"))
    #expect(lines.last?.format == 1 && lines.dropLast().allSatisfy { $0.isNew == true })
  }

  @Test func placesThatCannotBeWrittenAreRefused() throws {
    try folder.write("a file", to: "out")
    let process = try LentigoProcess.run(arguments)
    #expect(process.status == 3 && process.output.isEmpty)
    #expect(process.errors.contains(folder.file("out")))
  }

  @Test(arguments: [
    ["--networks", "perceptron"], ["--networks", ""], ["--networks", "vgg16,,"], ["--epochs", "0"],
    ["--examples", "1"], ["--split", "folds"], ["--memory", "1"],
  ])
  func wrongUsage(more: [String]) throws {
    let process = try LentigoProcess.run(
      ["reproduce", "--data", study.data, "--output", folder.file("out")] + more)
    #expect(process.status == 2 && process.output.isEmpty)
    #expect(process.errors.contains("Usage: lentigo reproduce"))
    #expect(!folder.has("out"))
  }
}
