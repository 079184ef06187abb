import Foundation
import Testing

/// Whatever ends a training, no half-written model is left, and going on ends in the same bytes.
@Suite("Interrupted trainings")
struct InterruptionTests {
  private static let epochs = 6
  private let folder: TemporaryFolder
  private let study: Study

  init() throws {
    folder = try TemporaryFolder()
    study = try Study.shared()
  }

  /// The model that a training gives when nothing happens to it.
  private static let whole = Result<Data, any Error> {
    let folder = try TemporaryFolder()
    let study = try Study.shared()
    _ = try LentigoProcess.run(study.training(to: folder.file("m"), epochs: epochs))
    return try folder.bytes("m")
  }

  private var training: [String] { study.training(to: folder.file("m"), epochs: Self.epochs) }

  /// Waits until the training's log has so many lines, or the training is over.
  private func wait(for lines: Int, in running: LentigoProcess.Running) {
    while running.process.isRunning {
      let log = (try? folder.text("m.log.jsonl")) ?? ""
      if log.count(where: { $0 == "\n" }) >= lines { return }
      usleep(2_000)
    }
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func politeSignalSaves(signal: Int32) throws {
    let running = try LentigoProcess.start(training)
    wait(for: 2, in: running)
    kill(running.process.processIdentifier, signal)
    let stopped = try running.finish()
    #expect(stopped.status == 130)
    #expect(stopped.errors.hasPrefix("lentigo: The training was stopped in epoch "))
    #expect(stopped.errors.contains("--resume"))
    #expect(folder.names == ["m.checkpoint", "m.log.jsonl"])

    let resumed = try LentigoProcess.run(training + ["--resume"])
    #expect(resumed.status == 0)
    #expect(folder.names == ["m", "m.log.jsonl"])
    #expect(try folder.bytes("m") == Self.whole.get())
    #expect(try folder.text("m.log.jsonl").split(separator: "\n").count == Self.epochs)
  }

  @Test func interruptWhileLoadingLeavesNothing() throws {
    let running = try LentigoProcess.start(training)
    usleep(20_000)
    kill(running.process.processIdentifier, SIGINT)
    let stopped = try running.finish()
    // Before the process listens the signal ends it, which a shell reports with the same number.
    #expect(stopped.status == 130)
    #expect(!folder.has("m"))
    #expect(try LentigoProcess.run(training + ["--resume"]).status == 0)
    #expect(try folder.bytes("m") == Self.whole.get())
  }

  @Test func ignoredHangUpStaysIgnored() throws {
    let process = try LentigoProcess.run(
      study.training(to: folder.file("m"), epochs: 2),
      inScript: #"trap '' HUP; "$0" "$@" & sleep 0.2; kill -HUP $!; wait $!"#)
    #expect(process.status == 0 && folder.has("m"))
  }

  /// Killed again and again: at the start, in the middle, and around the writing of the model.
  @Test func killLeavesAWholeModelOrNone() throws {
    for (lines, delay) in [
      (0, 10_000), (0, 150_000), (1, 0), (2, 40_000), (4, 0), (6, 0), (6, 5_000),
    ] {
      let running = try LentigoProcess.start(training + ["--resume"])
      wait(for: lines, in: running)
      usleep(UInt32(delay))
      kill(running.process.processIdentifier, SIGKILL)
      _ = try running.finish()
      if folder.has("m") { #expect(try folder.bytes("m") == Self.whole.get()) }
      #expect(Set(folder.names).isSubset(of: ["m", "m.checkpoint", "m.log.jsonl"]))
    }
    let resumed = try LentigoProcess.run(training + ["--resume"])
    #expect(resumed.status == 0, "\(resumed.errors)")
    #expect(try folder.bytes("m") == Self.whole.get())
    #expect(folder.names == ["m", "m.log.jsonl"])
  }

  @Test func checkpointOfAnotherTrainingIsRefused() throws {
    let running = try LentigoProcess.start(training)
    wait(for: 1, in: running)
    kill(running.process.processIdentifier, SIGINT)
    _ = try running.finish()
    let before = try folder.bytes("m.checkpoint")
    let other = try LentigoProcess.run(training + ["--resume", "--seed", "9"])
    #expect(other.status == 3 && other.errors.contains("the seed was 0 and is now 9"))
    #expect(try folder.bytes("m.checkpoint") == before)
  }
}
