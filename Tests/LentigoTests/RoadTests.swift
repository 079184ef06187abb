import Foundation
import Testing

/// The whole road: lesions drawn, a model trained on them, scores, figures and verdicts.
@Suite("From lesions to verdicts")
struct RoadTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func trainingPrintsARowAnEpochAndWhatComesNext() throws {
    let study = try Study.shared()
    let output = folder.file("model.safetensors")
    let process = try LentigoProcess.run(study.training(to: output, epochs: 2))
    #expect(process.status == 0 && process.errors.isEmpty)
    #expect(process.lines.contains { $0.hasPrefix("    1  ") && $0.hasSuffix("  best") })
    #expect(process.lines.contains { $0.hasPrefix("    2  ") })
    #expect(process.lines.allSatisfy { !$0.contains("\r") && !$0.contains("\u{1B}") })
    #expect(process.output.contains("lentigo evaluate --model \(output) --data \(study.data)"))
    #expect(folder.names == ["model.safetensors", "model.safetensors.log.jsonl"])
    // The same command again gives the same bytes.
    #expect(
      try folder.bytes("model.safetensors") == Data(contentsOf: URL(fileURLWithPath: study.model)))
  }

  @Test func trainingAsJSON() throws {
    let process = try LentigoProcess.run(
      try Study.shared().training(to: folder.file("m"), epochs: 2, "--json"))
    struct Line: Decodable {
      let epoch: Int?
      let model: String?
    }
    let lines = try process.lines.map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
    #expect(lines.map(\.epoch) == [1, 2, nil])
    #expect(lines.last?.model == folder.file("m"))
  }

  @Test func trainingLeavesOutWhatItCannotReadAndSaysSo() throws {
    let study = try Study.shared()
    try FileManager.default.copyItem(atPath: study.data, toPath: folder.file("lesions"))
    for number in 1...60 {
      let name = URL(fileURLWithPath: study.image(number)).lastPathComponent
      if number % 15 == 0 { try folder.write("no picture", to: "lesions/images/\(name)") }
    }
    let process = try LentigoProcess.run(
      "train", "--data", folder.file("lesions"), "--backbone-weights", study.backbone, "--output",
      folder.file("m"), "--epochs", "1", "--split", "random")
    #expect(process.status == 1)
    #expect(process.errors.contains("left out: ") && process.errors.contains("this is text"))
    #expect(folder.has("m"))
  }

  @Test func predictKeepsTheOrderAndNamesWhatItLeavesOut() throws {
    let study = try Study.shared()
    let inputs = [study.image(9), folder.file("no.jpg"), study.image(2), folder.path]
    let process = try LentigoProcess.run(
      ["predict", "--model", study.model, "--output", folder.file("scores.csv")] + inputs)
    #expect(process.status == 1 && process.output.isEmpty)
    #expect(process.errors.contains("left out: \(folder.file("no.jpg")): there is no such file"))
    #expect(process.errors.contains("left out: \(folder.path): the folder has no"))
    let scores = Scores(csv: try folder.text("scores.csv"))
    #expect(scores.header == "image_name,score")
    #expect(scores.rows.map(\.name) == ["SYN_0000009", "SYN_0000002"])
  }

  @Test func predictAndDiagnoseGiveTheSameScore() throws {
    let study = try Study.shared()
    let predicted = try LentigoProcess.run(
      "predict", "--model", study.model, "--output", folder.file("scores.csv"),
      study.data + "/images")
    #expect(predicted.status == 0)
    let scores = Scores(csv: try folder.text("scores.csv"))
    #expect(scores.rows.map(\.name) == scores.rows.map(\.name).sorted())
    #expect(scores.rows.count == Study.imageCount)
    #expect(scores.rows.allSatisfy { Double($0.score).map { (0...1).contains($0) } ?? false })
    #expect(Set(scores.rows.map(\.score)).count > Study.imageCount / 2)

    let diagnosed = try LentigoProcess.run(
      ["diagnose", "--json", "--model", study.model] + (1...Study.imageCount).map(study.image))
    #expect(diagnosed.status == 0 && diagnosed.lines.count == Study.imageCount)
    struct Diagnosis: Decodable {
      let file: String
      let risk: Float?
    }
    var judged = 0
    for (line, row) in zip(diagnosed.lines, scores.rows) {
      let diagnosis = try JSONDecoder().decode(Diagnosis.self, from: Data(line.utf8))
      #expect(diagnosis.file.hasSuffix("/\(row.name).jpg"))
      guard let risk = diagnosis.risk else { continue }
      judged += 1
      #expect(risk == Float(row.score))
    }
    #expect(judged > Study.imageCount / 2)
  }

  @Test func evaluateMeasuresWhatTheModelHasNotSeen() throws {
    let study = try Study.shared()
    struct Output: Decodable {
      struct Summary: Decodable { let count, malignantCount: Int }
      let part: String
      let unreadable: Int
      let summary: Summary
    }
    func count(_ part: String, _ more: String...) throws -> Int {
      let process = try LentigoProcess.run(
        ["evaluate", "--model", study.model, "--data", study.data, "--part", part, "--json"] + more)
      #expect(process.status == 0)
      let output = try process.json(Output.self)
      #expect(output.part == part && output.unreadable == 0)
      return output.summary.count
    }
    let test = try count("test", "--report", folder.file("deep/report"))
    let validation = try count("validation")
    #expect((8...16).contains(test) && (8...16).contains(validation))
    #expect(try count("all", "--allow-training-data") == Study.imageCount)

    #expect(
      Set(["report.html", "report.md", "evaluation.json", "roc.svg", "scores.csv"])
        .isSubset(
          of: try FileManager.default.contentsOfDirectory(atPath: folder.file("deep/report"))))
    let scores = Scores(csv: try folder.text("deep/report/scores.csv"))
    #expect(scores.header == "image_name,score,target" && scores.rows.count == test)
  }

  @Test func evaluateRefusesTheTrainingImages() throws {
    let study = try Study.shared()
    let process = try LentigoProcess.run(
      "evaluate", "--model", study.model, "--data", study.data, "--part", "all")
    #expect(process.status == 3 && process.output.isEmpty)
    #expect(process.errors.contains("of these images trained the model"))
  }
}
