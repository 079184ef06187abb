import Foundation
import Testing

/// The paper's baseline from the command line, on synthetic lesions.
@Suite("radiomics")
struct RadiomicsTests {
  private let folder: TemporaryFolder
  private let study: Study

  init() throws {
    folder = try TemporaryFolder()
    study = try Study.shared()
  }

  private struct Output: Decodable {
    struct Group: Decodable { let name: String, count: Int }
    struct Point: Decodable { let kernel: String, balancesClasses, isChosen: Bool }
    struct Summary: Decodable { let count: Int, auc: Double? }
    struct Variant: Decodable { let identifier: String, summary: Summary }
    let examples, folds, unreadable: Int
    let features: [Group]
    let grid: [Point]
    let variants: [Variant]
  }

  private var arguments: [String] {
    ["radiomics", "--data", study.data, "--split", "random", "--seed", "2"]
  }

  @Test func textShowsGridAndVariants() throws {
    let process = try LentigoProcess.run(arguments)
    #expect(process.status == 0)
    #expect(process.output.contains("48 examples"))
    #expect(process.output.contains("7 Hu moments, 13 Haralick features"))
    for word in [
      "chosen by accuracy", "chosen by AUC", "paper ", "sign ", "balanced ", "(reported)",
    ] { #expect(process.output.contains(word), "\(word)") }
    #expect(process.lines.allSatisfy { $0.count <= 120 })
  }

  @Test func jsonIsTheSameOnAnyNumberOfCores() throws {
    let outputs = try ["1", "3"].map { threads in
      let process = try LentigoProcess.run(arguments + ["--json", "--threads", threads])
      #expect(process.status == 0 && process.lines.count == 1)
      return process
    }
    let output = try outputs[0].json(Output.self)
    #expect(output.examples == 48 && output.folds == 3 && output.unreadable == 0)
    #expect(output.features.map(\.count) == [7, 13, 512])
    #expect(output.grid.count == 40 && output.grid.count { $0.isChosen } == 2)
    #expect(output.variants.map(\.identifier) == ["paper", "sign", "balanced"])
    #expect(output.variants.allSatisfy { $0.summary.count == 12 })
    // All but the time, which stands in a field of its own.
    let pieces = outputs.map {
      $0.output.replacing(/"seconds":[0-9.e-]+/, with: "")
    }
    #expect(pieces[0] == pieces[1])
  }

  @Test func baselineIsAnotherName() throws {
    let help = try LentigoProcess.run("baseline", "--help")
    #expect(help.status == 0 && help.output.contains("Hu moments"))
  }

  @Test func interruptedRunGoesOn() throws {
    let whole = try LentigoProcess.run(arguments + ["--json"])
    let cached = arguments + ["--json", "--cache", folder.file("cache")]
    for delay in [30_000, 120_000, 250_000] as [UInt32] {
      let running = try LentigoProcess.start(cached)
      usleep(delay)
      kill(running.process.processIdentifier, SIGINT)
      let stopped = try running.finish()
      #expect(stopped.status == 130 || stopped.status == 0)
      if stopped.errors.contains("not finished") {
        #expect(stopped.errors.contains("the same command goes on from there"))
      }
    }
    let resumed = try LentigoProcess.run(cached)
    #expect(resumed.status == 0, "\(resumed.errors)")
    #expect(
      try resumed.json(Output.self).variants.map(\.summary.auc)
        == whole.json(Output.self).variants.map(\.summary.auc))
    #expect(FileManager.default.fileExists(atPath: folder.file("cache/radiomics.features")))
  }

  @Test func unreadableImagesAreNamed() throws {
    let data = folder.file("data")
    try FileManager.default.copyItem(atPath: study.data, toPath: data)
    let path = data + "/images/SYN_0000004.jpg"
    try Data("no picture".utf8).write(to: URL(fileURLWithPath: path))
    let process = try LentigoProcess.run("radiomics", "--data", data, "--split", "random", "--json")
    #expect(process.status == 1 && process.errors.contains("left out: \(path): "))
    #expect(try process.json(Output.self).unreadable == 1)
  }

  /// Three images that cannot be folded: refused with the reason, not with a crash.
  @Test func tooFewMelanomasAreRefused() throws {
    let labels = try folder.url("few.csv")
    var table = "image_name,target\n"
    for index in 1...20 { table += "\(study.name(index)),\(index < 3 ? 1 : 0)\n" }
    try Data(table.utf8).write(to: labels)
    let process = try LentigoProcess.run(
      "radiomics", "--labels", labels.path, "--images", study.data + "/images", "--split", "random")
    #expect(process.status == 3 && process.errors.contains("3-fold cross-validation needs"))
  }
}

extension TemporaryFolder {
  fileprivate func url(_ name: String) throws -> URL { URL(fileURLWithPath: file(name)) }
}

extension Study {
  /// The name of an image, counted from 1.
  fileprivate func name(_ number: Int) -> String {
    URL(fileURLWithPath: image(number)).deletingPathExtension().lastPathComponent
  }
}
