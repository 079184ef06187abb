import Foundation
import Testing

/// `evaluate --by`, `crossvalidate` and `card` as a user types them, on drawn lesions.
@Suite("Groups, folds and cards")
struct SubgroupTests {
  private let folder: TemporaryFolder
  private let study: Study

  init() throws {
    folder = try TemporaryFolder()
    study = try Study.shared()
  }

  /// Writes a table with a column of clinics for the study's images, and folds by patient.
  private func writeColumns() throws {
    let labels = try String(contentsOfFile: study.data + "/train.csv", encoding: .utf8)
    var table = "image_name,clinic,fold\n"
    var folds: [Substring: Int] = [:]
    for (index, line) in labels.split(separator: "\n").dropFirst().enumerated() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      let fold = folds[fields[1]] ?? folds.count % 2
      folds[fields[1]] = fold
      table += "\(fields[0]),\(index % 3 == 0 ? "north" : "south"),\(fold)\n"
    }
    try folder.write(table, to: "columns.csv")
  }

  private struct Output: Decodable {
    struct Analysis: Decodable {
      struct Group: Decodable {
        let name: String?
        let count: Int
      }
      let property: String
      let groups: [Group]
      let withinAUC: Double?
    }
    struct Summary: Decodable { let count: Int }
    let summary: Summary
    let subgroups: [Analysis]
  }

  @Test func evaluateTakesTheImagesApart() throws {
    try writeColumns()
    let process = try LentigoProcess.run(
      "evaluate", "--model", study.model, "--data", study.data, "--by", "clinic,sex,age,tone",
      "--columns", folder.file("columns.csv"), "--json", "--report", folder.file("report"))
    #expect(process.status == 0, "\(process.errors)")
    let output = try process.json(Output.self)
    #expect(output.subgroups.map(\.property) == ["clinic", "sex", "age", "ITA skin tone"])
    for analysis in output.subgroups {
      #expect(analysis.groups.reduce(0) { $0 + $1.count } == output.summary.count)
    }
    #expect(try folder.text("report/report.html").contains("AUC within clinic"))
    #expect(folder.has("report/subgroups.json"))
    let scores = try folder.text("report/scores.csv").split(separator: "\n")
    #expect(scores.first == "image_name,score,target,clinic,sex,age,ITA skin tone")
    #expect(scores.count == output.summary.count + 1)
  }

  @Test func missingColumnsAreSaidBeforeAnythingSlow() throws {
    try writeColumns()
    let run = { (arguments: String...) in
      try LentigoProcess.run(
        ["evaluate", "--model", study.model, "--data", study.data] + arguments)
    }
    let unknown = try run("--by", "sex,hospital", "--columns", folder.file("columns.csv"))
    #expect(unknown.status == 3 && unknown.output.isEmpty)
    #expect(unknown.errors.contains("'hospital'") && unknown.errors.contains("clinic"))
    let source = try run("--by", "source")
    #expect(source.status == 3 && source.errors.contains("--columns FILE"))
    let nowhere = try run("--by", "sex", "--columns", folder.file("no.csv"))
    #expect(nowhere.status == 3 && nowhere.errors.contains(folder.file("no.csv")))
    #expect(try run("--columns", folder.file("columns.csv")).status == 2)
    #expect(try run("--by", "age:0").status == 2)
  }

  @Test func crossvalidateWritesAReportAndGoesOn() throws {
    try writeColumns()
    let arguments = [
      "crossvalidate", "--data", study.data, "--folds", folder.file("columns.csv"), "--recipe",
      "paper", "--epochs", "1", "--backbone-weights", study.backbone, "--columns",
      folder.file("columns.csv"), "--by", "clinic", "--output", folder.file("cv"),
    ]
    let part = try LentigoProcess.run(arguments + ["--only-fold", "1"])
    #expect(part.status == 0, "\(part.errors)")
    let rows = part.lines.filter { $0.hasPrefix("paper, fold ") }
    #expect(rows.count == 1 && rows[0].hasPrefix("paper, fold 1"))
    let none = try LentigoProcess.run(arguments + ["--only-fold", "7"])
    #expect(none.status == 3 && none.errors.contains("has the folds 0, 1"))
    let process = try LentigoProcess.run(arguments)
    #expect(process.status == 0, "\(process.errors)")
    #expect(process.lines.count { $0.hasPrefix("paper, fold ") } == 2)
    #expect(process.lines.count { $0.hasSuffix("(done before)") } == 1)
    #expect(process.output.contains("Mean AUC") && process.output.contains("AUC within clinic"))
    for name in ["report.html", "report.md", "report.json", "models/paper-fold0.safetensors"] {
      #expect(folder.has("cv/" + name), "\(name)")
    }
    let again = try LentigoProcess.run(arguments)
    #expect(again.lines.count { $0.hasSuffix("(done before)") } == 2)
    let other = try LentigoProcess.run(arguments + ["--seed", "1"])
    #expect(other.status == 3 && other.errors.contains("--overwrite"))
  }

  /// A recipe's file goes beside the standard ones; it is read before anything is trained.
  @Test func crossvalidateReadsRecipesFromFiles() throws {
    try writeColumns()
    func run(_ recipes: String...) throws -> LentigoProcess {
      try LentigoProcess.run(
        [
          "crossvalidate", "--data", study.data, "--folds", folder.file("columns.csv"),
          "--backbone-weights", study.backbone, "--output", folder.file("own"),
        ] + recipes.flatMap { ["--recipe", $0] })
    }
    let missing = try run("paper", folder.file("mine.json"))
    #expect(missing.status == 3 && missing.errors.contains("mine.json"))
    try folder.write("{}", to: "mine.json")
    let broken = try run("paper", folder.file("mine.json"))
    #expect(broken.status == 2 && broken.errors.contains("mine.json is no recipe"))
    #expect(try run("magic").status == 2)
    let twins = try run("mine.json", folder.file("mine.json"))
    #expect(twins.status == 2 && twins.errors.contains("two files with the same name"))
    #expect(!folder.has("own/models/paper-fold0.safetensors"))
  }

  @Test func aCardIsMadeOfUnseenImages() throws {
    try writeColumns()
    let process = try LentigoProcess.run(
      "card", "--model", study.model, "--data", study.data, "--columns",
      folder.file("columns.csv"), "--by", "clinic,sex,tone", "--output", folder.file("card"))
    #expect(process.status == 0, "\(process.errors)")
    let card = try folder.text("card/MODEL_CARD.md")
    #expect(card.contains("Measured in the run that wrote this card") && card.contains("By clinic"))
    #expect(card.contains("licence of the data is not known"))
    #expect(folder.has("card/MODEL_CARD.json") && folder.has("card/figures/calibration-test-1.svg"))
    // The log beside the model says how long its training took.
    #expect(card.contains("kWh"))
  }

  /// A card that was measured on training images would be a lie.
  @Test func aCardOnTrainingImagesIsRefused() throws {
    let labels = try String(contentsOfFile: study.data + "/train.csv", encoding: .utf8)
    let rows = labels.split(separator: "\n")
    let known = folder.file("known")
    try FileManager.default.createDirectory(
      atPath: known + "/images", withIntermediateDirectories: true)
    // Whatever the evaluation does not test has been seen.
    let report = folder.file("report")
    #expect(
      try LentigoProcess.run(
        "evaluate", "--model", study.model, "--data", study.data, "--report", report
      ).status == 0)
    let tested = Set(
      Scores(csv: try folder.text("report/scores.csv")).rows.map(\.name))
    var table = [rows[0]]
    for row in rows.dropFirst() {
      let name = String(row.prefix { $0 != "," })
      guard !tested.contains(name) else { continue }
      table.append(row)
      try FileManager.default.copyItem(
        atPath: "\(study.data)/images/\(name).jpg", toPath: "\(known)/images/\(name).jpg")
    }
    try folder.write(table.joined(separator: "\n") + "\n", to: "known/train.csv")
    let refused = try LentigoProcess.run(
      "card", "--model", study.model, "--data", known, "--output", folder.file("card"))
    #expect(refused.status == 3)
    #expect(refused.errors.contains("trained or tuned on every image"))
    #expect(!folder.has("card/MODEL_CARD.md"))
  }
}
