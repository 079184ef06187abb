import BundledModel
import Foundation
import PretrainedWeights
import Testing

/// The model that comes with the program: found from anywhere, and missed with a way out.
@Suite("Bundled model")
struct BundledModelTests {
  static let isThere = (try? BundledModel.path()) != nil

  private let study: Study
  private let folder: TemporaryFolder

  init() throws {
    study = try Study.shared()
    folder = try TemporaryFolder()
  }

  @Test(.enabled(if: isThere, "Models/ has no model to bundle"))
  func diagnosesFromAnyFolder() throws {
    // No --model, no variable, another working folder: only the program's own place counts.
    let process = try LentigoProcess.run(
      ["diagnose", study.image(1)], inScript: #"cd / && unset LENTIGO_MODEL && "$0" "$@""#)
    #expect(process.status == 0, "\(process.errors)")
    #expect(process.lines.first?.hasPrefix("\(study.image(1)): ") == true)
  }

  @Test(.enabled(if: isThere, "Models/ has no model to bundle"))
  func isTheOneThatWasRecorded() throws {
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: BundledModel.path())))
    #expect(bytes.count <= 4_000_000)
    #expect(SHA256.hexadecimal(of: bytes) == BundledModel.recordedHash)
    let models = try LentigoProcess.run("models")
    #expect(models.output.contains("SHA-256  \(BundledModel.recordedHash ?? "?")"))
    #expect(!models.output.contains("not as bundled"))
    let help = try LentigoProcess.run("diagnose", "--help")
    let words = help.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains(BundledModel.recordedHash ?? "?"))
  }

  /// The executable alone, elsewhere.
  @Test func aProgramMovedWithoutItSaysSo() throws {
    let moved = folder.file("lentigo")
    try FileManager.default.copyItem(atPath: LentigoProcess.executable.path, toPath: moved)
    let process = try LentigoProcess.start(
      ["diagnose", study.image(1)], program: URL(fileURLWithPath: moved)
    ).finish()
    #expect(process.status == 2 && process.output.isEmpty)
    #expect(process.errors.contains(BundledModel.fileName) && process.errors.contains(moved))
    #expect(process.errors.contains("--model FILE or LENTIGO_MODEL"))

    // The way out that it names works, and so does naming a model.
    let resources = folder.file("lentigo_BundledModel.resources/Models")
    try FileManager.default.createDirectory(atPath: resources, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      atPath: study.model, toPath: resources + "/" + BundledModel.fileName)
    let found = try LentigoProcess.start(
      ["diagnose", study.image(1)], program: URL(fileURLWithPath: moved)
    ).finish()
    #expect(found.status == 0, "\(found.errors)")
    let named = try LentigoProcess.start(
      ["diagnose", "--model", study.model, study.image(1)], program: URL(fileURLWithPath: moved)
    ).finish()
    #expect(named.status == 0)
  }

  @Test func aLinkToTheProgramFindsItToo() throws {
    let link = folder.file("linked")
    try FileManager.default.createSymbolicLink(
      atPath: link, withDestinationPath: LentigoProcess.executable.path)
    let process = try LentigoProcess.start(
      ["models"], program: URL(fileURLWithPath: link)
    ).finish()
    #expect(process.status == 0)
    #expect(process.output.contains("bundled model: none") != Self.isThere)
  }
}
