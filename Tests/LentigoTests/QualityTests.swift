import Foundation
import ImageCodec
import LesionImage
import TestSupport
import Testing

/// `lentigo quality`: pictures spoilt in steps, and pictures of which it is known what should be said.
@Suite("quality")
struct QualityTests {
  private let study: Study
  private let folder: TemporaryFolder

  init() throws {
    study = try Study.shared()
    folder = try TemporaryFolder()
  }

  private struct Output: Decodable {
    struct Share: Decodable, Equatable {
      let count, total: Int
      let share: Double?
    }
    struct Step: Decodable {
      let amount: Double?
      let auc: Double?
      let refused: Share
      let isRuined: Bool
      let medians: [String: Double]
    }
    struct Limit: Decodable {
      let measure: String
    }
    struct Kind: Decodable {
      let kind: String
      let steps: [Step]
      let caught: Share
      let limit: Limit?
    }
    struct Study: Decodable {
      let malignant, benign: Int
      let undegraded: Step
      let kinds: [Kind]
    }
    struct Group: Decodable {
      let expected: String
      let met: Share
    }
    struct Expected: Decodable {
      let groups: [Group]
    }
    let study: Study?
    let expected: Expected?
  }

  private func run(_ more: String...) throws -> LentigoProcess {
    try LentigoProcess.run(["quality", "--model", study.model] + more)
  }

  @Test func spoilsInStepsAndCountsWhatIsRefused() throws {
    let arguments = [
      "quality", "--model", study.model, "--data", study.data, "--part", "all", "--kinds",
      "darkness,noise", "--json",
    ]
    let process = try LentigoProcess.run(arguments)
    #expect(process.status == 0, "\(process.errors)")
    let found = try #require(try process.json(Output.self).study)
    #expect(found.malignant + found.benign == Study.imageCount && found.malignant > 0)
    #expect(found.kinds.map(\.kind) == ["darkness", "noise"])
    let darkness = found.kinds[0]
    #expect(darkness.limit?.measure == "brightLevel")
    // Six stops less light leave nothing to see, and every picture is refused.
    let last = try #require(darkness.steps.last)
    #expect(last.refused == .init(count: Study.imageCount, total: Study.imageCount, share: 1))
    #expect(darkness.steps[0].refused.count <= last.refused.count)
    let levels = darkness.steps.compactMap { $0.medians["brightLevel"] }
    #expect(levels == levels.sorted(by: >) && levels.count == darkness.steps.count)

    // Neither the time nor the number of threads matters; the seed does.
    #expect(try LentigoProcess.run(arguments + ["--threads", "1"]).output == process.output)
    let other = try LentigoProcess.run(arguments + ["--seed", "5"])
    #expect(other.status == 0 && other.output != process.output)
  }

  @Test func tablesSayWhatTheyMean() throws {
    let process = try run(
      "--data", study.data, "--part", "test", "--kinds", "compression,resolution", "--limit", "6")
    #expect(process.status == 0, "\(process.errors)")
    #expect(process.lines.first?.contains(" 6 images of ") == true)
    for words in [
      "As they are: AUC", "compression", "50 quality", "32 px", "ruined from", "room to",
      "as if nothing were refused",
    ] {
      #expect(process.output.contains(words), "\(words)")
    }
    let answers = folder.file("answers.csv")
    let plain = try run("--data", study.data, "--kinds", "none", "--answers", answers)
    let rows = try String(contentsOfFile: answers, encoding: .utf8).split(separator: "\n")
    #expect(rows.first?.hasPrefix("image_name,target,kind,amount,risk,issues,shorterSide") == true)
    #expect(rows.count > 2 && rows.dropFirst().allSatisfy { $0.hasPrefix("SYN_") })
    #expect(plain.status == 0 && plain.output.contains("As they are: AUC"))
    #expect(!plain.output.contains("ruined from"))
  }

  @Test func picturesWithExpectationsAreCompared() throws {
    try folder.write(Data(), to: "empty.jpg")
    let black = RGBImage(width: 200, height: 200)
    try folder.write(Data(try ImageCodec.encodePNG(black)), to: "black.png")
    try folder.write(
      Data("file,kind,expected\nempty.jpg,empty,error\nblack.png,dark,reject_quality\n".utf8),
      to: "manifest.csv")
    let process = try run("--expected", folder.path)
    #expect(process.status == 0, "\(process.errors)")
    #expect(process.output.contains("2 of 2 pictures"))
    #expect(process.output.contains("too-dark 1"))
    #expect(process.output.contains("calibrate --novelty fit"))
    let json = try run("--expected", folder.path, "--json").json(Output.self)
    #expect(json.study == nil)
    #expect(json.expected?.groups.map(\.expected) == ["reject_quality", "error"])

    try folder.write(
      Data("file,expected\nblack.png,accept\nblack.png,praise\n".utf8), to: "manifest.csv")
    let wrong = try run("--expected", folder.path)
    #expect(wrong.status == 1 && wrong.errors.contains("line 3: 'praise'"))
    #expect(wrong.output.contains("0 of 1 pictures"))
    #expect(wrong.output.contains("black.png: accept, but retake"))
  }

  @Test func brokenPicturesAreLeftOut() throws {
    try folder.write(
      Data("image_name,target\nlesion,1\nbroken,0\nsecond,0\n".utf8), to: "train.csv")
    for (from, name) in [(1, "lesion"), (2, "second")] {
      try folder.write(Data(contentsOf: URL(fileURLWithPath: study.image(from))), to: "\(name).jpg")
    }
    try folder.write(Data("no picture".utf8), to: "broken.jpg")
    let process = try run("--data", folder.path, "--part", "all", "--kinds", "noise")
    #expect(process.status == 1 && process.errors.contains("left out: "))
    #expect(process.output.contains(" 2 images of "))
  }
}
