import Foundation
import Testing

/// What a person sees on a terminal, and a script in a pipe.
@Suite("Terminals and pipes")
struct TerminalTests {
  private let folder: TemporaryFolder
  private let study: Study

  init() throws {
    folder = try TemporaryFolder()
    study = try Study.shared()
  }

  private var prediction: [String] {
    ["predict", "--model", study.model, "--output", folder.file("s.csv"), study.data + "/images"]
  }

  @Test(
    .enabled(
      if: FileManager.default.fileExists(atPath: "/usr/bin/script"), "needs util-linux' script"),
    arguments: [40, 100])
  func progressBarOnATerminal(columns: Int) throws {
    let command = ([LentigoProcess.executable.path] + prediction).map { "'\($0)'" }
      .joined(separator: " ")
    let process = try LentigoProcess.run(
      [command],
      inScript: #"exec script -qec "stty cols \#(columns); $1" /dev/null"#)
    #expect(process.status == 0)
    #expect(process.output.contains("Scoring") && process.output.contains("60/60"))
    // A bar that is wider than the terminal would wrap, and could not be wiped.
    let drawn = process.output.split(whereSeparator: { $0 == "\r" || $0.isNewline })
      .filter { $0.contains("/60") }.map { $0.replacing("\u{1B}[2K", with: "") }
    #expect(!drawn.isEmpty && drawn.allSatisfy { $0.count < columns }, "\(drawn)")
  }

  @Test func noProgressBarInAPipe() throws {
    let process = try LentigoProcess.run(prediction)
    #expect(process.status == 0 && !process.errors.contains("\r"))
    #expect(process.errors == "lentigo: wrote \(folder.file("s.csv")) with 60 scores\n")
  }

  @Test func trainingOutlivesItsReader() throws {
    let process = try LentigoProcess.run(
      study.training(to: folder.file("m"), epochs: 2), inScript: #""$0" "$@" | head -n 1"#)
    #expect(process.lines.count == 1)
    #expect(process.errors.contains("The training goes on"))
    #expect(folder.has("m") && !folder.has("m.checkpoint"))
  }

  @Test func closedStreams() throws {
    let closed = try LentigoProcess.run(["models"], inScript: #"exec "$0" "$@" >&- 2>&-"#)
    #expect(closed.status == 3)
    let silent = try LentigoProcess.run(["train"], inScript: #"exec "$0" "$@" 2>&-"#)
    #expect(silent.status == 2)
    let csv = try LentigoProcess.run(
      ["predict", "--model", study.model, "--output", "/dev/stdout", study.image(1)])
    #expect(csv.output.hasPrefix("image_name,score\nSYN_0000001,"))
  }
}
