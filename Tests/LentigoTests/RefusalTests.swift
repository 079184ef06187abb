import Foundation
import TestSupport
import Testing

/// Files, models and data that are refused: one line that names them, and 3.
@Suite("Refusals")
struct RefusalTests {
  private let folder: TemporaryFolder
  private let study: Study

  init() throws {
    folder = try TemporaryFolder()
    study = try Study.shared()
  }

  private func expectRefusal(
    of name: String, _ arguments: [String], sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let process = try LentigoProcess.run(arguments)
    #expect(process.status == 3, "\(process.errors)", sourceLocation: sourceLocation)
    #expect(process.output.isEmpty, sourceLocation: sourceLocation)
    let lines = process.errors.split(separator: "\n")
    #expect(lines.count == 1, "\(process.errors)", sourceLocation: sourceLocation)
    #expect(process.errors.hasPrefix("lentigo: "), sourceLocation: sourceLocation)
    #expect(process.errors.contains(name), "\(process.errors)", sourceLocation: sourceLocation)
    for flaw in ["..", ". .", "::", "Error(", "Optional("] {
      #expect(!process.errors.contains(flaw), "\(process.errors)", sourceLocation: sourceLocation)
    }
  }

  @Test func models() throws {
    try folder.write("not a model", to: "text")
    let whole = try Data(contentsOf: URL(fileURLWithPath: study.model))
    try folder.write(whole.prefix(whole.count - 1), to: "cut")
    try folder.write(whole + Data([0]), to: "long")
    for name in ["absent", "text", "cut", "long"] {
      let model = folder.file(name)
      try expectRefusal(of: model, ["diagnose", "--model", model, study.image(1)])
    }
    try expectRefusal(of: folder.path, ["diagnose", "--model", folder.path, study.image(1)])
    try expectRefusal(of: study.backbone, ["diagnose", "--model", study.backbone, study.image(1)])
    try expectRefusal(
      of: study.backbone, ["evaluate", "--model", study.backbone, "--data", study.data])
  }

  @Test func dataSets() throws {
    for path in [folder.path, folder.file("absent"), study.model] {
      try expectRefusal(of: path, ["dataset", "inspect", "--data", path])
      try expectRefusal(of: path, ["evaluate", "--model", study.model, "--data", path])
    }
    try folder.write("in the way", to: "other")
    try expectRefusal(
      of: folder.path, ["dataset", "synthesize", "--count", "2", "--output", folder.path])
    #expect(folder.names == ["other"])
  }

  @Test func outputs() throws {
    let absent = folder.file("absent/file")
    try expectRefusal(
      of: absent, ["predict", "--model", study.model, "--output", absent, study.image(1)])
    try expectRefusal(of: absent, ["augment", study.image(1), "--output", absent])
    try expectRefusal(
      of: absent, ["dataset", "inspect", "--data", study.data, "--figure", absent])
    try expectRefusal(
      of: study.model,
      ["evaluate", "--model", study.model, "--data", study.data, "--report", study.model])
    try expectRefusal(of: folder.path, study.training(to: folder.path, epochs: 1))
    try expectRefusal(of: folder.file("absent"), study.training(to: absent, epochs: 1))
    #expect(folder.names.isEmpty)
  }

  @Test func backbones() throws {
    try folder.write("not weights", to: "text")
    let output = folder.file("m")
    for backbone in [folder.file("absent"), folder.file("text"), folder.path] {
      try expectRefusal(
        of: backbone,
        ["train", "--data", study.data, "--output", output, "--backbone-weights", backbone])
    }
    #expect(folder.names == ["text"])
  }

  @Test func damagedCheckpoint() throws {
    try folder.write("not a checkpoint", to: "m.checkpoint")
    try expectRefusal(
      of: folder.file("m.checkpoint"),
      study.training(to: folder.file("m"), epochs: 1, "--resume"))
    #expect(folder.names == ["m.checkpoint"])
  }

  /// Folders that this user may not read or write.
  @Test(.enabled(if: Unprivileged.isPossible, "needs a user whom permissions bind"))
  func unreadableFolders() throws {
    let files = FileManager.default
    try files.copyItem(atPath: study.data, toPath: folder.file("lesions"))
    try files.setAttributes([.posixPermissions: 0], ofItemAtPath: folder.file("lesions"))
    defer {
      try? files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.file("lesions"))
    }
    let data = folder.file("lesions")
    let training = try Unprivileged.run([
      "train", "--data", data, "--backbone-weights", study.backbone, "--output", folder.file("m"),
    ])
    #expect(training.status == 3)
    #expect(training.errors.contains("cannot list \(data): permission denied"))

    // A folder that anyone may write to.
    try files.createDirectory(
      atPath: folder.file("open"), withIntermediateDirectories: true)
    try files.setAttributes([.posixPermissions: 0o777], ofItemAtPath: folder.file("open"))
    let prediction = try Unprivileged.run([
      "predict", "--model", study.model, "--output", folder.file("open/s.csv"), data,
      study.image(1),
    ])
    #expect(prediction.status == 1)
    #expect(prediction.errors.contains("cannot list \(data): permission denied"))
    #expect(
      try Scores(csv: folder.text("open/s.csv")).rows.map(\.name) == ["SYN_0000001"])

    try files.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder.path)
    let unwritable = try Unprivileged.run(
      study.training(to: folder.file("m"), epochs: 1))
    try files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path)
    #expect(unwritable.status == 3 && unwritable.errors.contains(folder.path))
    #expect(folder.names == ["lesions", "open"])
  }
}
