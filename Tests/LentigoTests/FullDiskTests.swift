import Foundation
import Testing

@Suite("Full disks")
struct FullDiskTests {
  private let folder: TemporaryFolder
  private let study: Study

  init() throws {
    folder = try TemporaryFolder()
    study = try Study.shared()
  }

  /// No file may grow beyond `blocks` of 512 bytes: the checkpoint's write fails as on a full disk.
  private func run(_ arguments: [String], blocks: Int) throws -> LentigoProcess {
    try LentigoProcess.run(
      arguments, inScript: #"trap '' XFSZ; ulimit -f \#(blocks); exec "$0" "$@""#)
  }

  @Test func trainingLeavesNoHalfWrittenFile() throws {
    let process = try run(study.training(to: folder.file("m"), epochs: 2), blocks: 4096)
    #expect(process.status == 3)
    #expect(process.errors.contains(folder.file("m.checkpoint")))
    #expect(folder.names == ["m.log.jsonl"])
  }

  @Test func predictionLeavesTheOldFile() throws {
    try folder.write("old", to: "scores.csv")
    let process = try run(
      [
        "predict", "--model", study.model, "--output", folder.file("scores.csv"),
        study.data + "/images",
      ], blocks: 1)
    #expect(process.status == 3 && process.errors.contains(folder.file("scores.csv")))
    #expect(try folder.text("scores.csv") == "old")
    #expect(folder.names == ["scores.csv"])
  }

  @Test(
    .enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "needs /dev/full"),
    arguments: [["models"], ["--help"], ["benchmark", "--seconds", "0.01"]])
  func standardOutputThatTakesNothing(arguments: [String]) throws {
    let process = try LentigoProcess.run(arguments, inScript: #"exec "$0" "$@" > /dev/full"#)
    #expect(process.status == 3)
    #expect(process.errors.hasPrefix("lentigo: cannot write to standard output: "))
  }

  /// A disk with room for one checkpoint, but not for the next one beside it.
  @Test(.enabled(if: SmallDisk.isPossible, "needs the right to mount a small disk"))
  func trainingGoesOnOnceThereIsRoom() throws {
    let disk = try SmallDisk(at: folder.file("disk"), size: "10m")
    let training = study.training(to: folder.file("disk/m"), epochs: 3)
    let stopped = try LentigoProcess.run(training)
    #expect(stopped.status == 3)
    #expect(stopped.errors.contains("no space left on device"))
    #expect(disk.names == ["m.checkpoint", "m.log.jsonl"])

    try disk.resize("40m")
    let resumed = try LentigoProcess.run(training + ["--resume"])
    #expect(resumed.status == 0, "\(resumed.errors)")
    #expect(disk.names == ["m", "m.log.jsonl"])
    let whole = study.training(to: folder.file("whole"), epochs: 3)
    #expect(try LentigoProcess.run(whole).status == 0)
    #expect(try folder.bytes("whole") == folder.bytes("disk/m"))
  }
}
