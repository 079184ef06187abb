import Foundation
import Testing
import TorchBackend

/// Real processes that meet over TCP.
@Suite(
  "Process groups", .serialized,
  .enabled(if: TorchHere.runtime != nil, "needs libtorch: run 'make setup-torch'"))
struct ProcessGroupTests {
  private struct Report: Decodable, Equatable {
    let backend: String
    let row: [Float]
    let matrix: [Float]
    let numbers: [Double]
    let gradient: [Float]
    let hasFrozenGradient: Bool
    let unusedGradient: [Float]
    let shared: [Float]
    let bytes: [UInt8]
    let floats: [[Float]]
    let doubles: [[Double]]
    let empty: [[Int]]
    let isAny: Bool
    let isNone: Bool
  }

  @Test func twoProcessesHaveTheSameAfterwards() throws {
    let ended = try GroupRun.run("exchange")
    for process in ended {
      #expect(process.status == 0 && process.errors == "", "\(process.errors)")
      #expect(
        try JSONDecoder().decode(Report.self, from: process.output)
          == Report(
            backend: "gloo", row: [1.5, 3, 4.5], matrix: [7.5, 10.5], numbers: [0.5, 1],
            gradient: [1.25, 1.25], hasFrozenGradient: false, unusedGradient: [0], shared: [1, 4],
            bytes: Array("word".utf8), floats: [[], [2]], doubles: [[0.1], [1.1]],
            empty: [[], []], isAny: true, isNone: true))
    }
  }

  @Test func oneProcessIsAGroupToo() throws {
    let ended = try GroupRun.run("exchange", ranks: [0], of: 1)[0]
    #expect(ended.status == 0, "\(ended.errors)")
    let report = try JSONDecoder().decode(Report.self, from: ended.output)
    #expect(report.row == [1, 2, 3] && report.gradient == [0.75, 0.75])
    #expect(report.floats == [[]] && report.doubles == [[0.1]] && report.shared == [0, 4])
  }

  @Test func threeProcesses() throws {
    let ended = try GroupRun.run("exchange", ranks: [2, 0, 1], of: 3)
    for process in ended {
      #expect(process.status == 0, "\(process.errors)")
      let report = try JSONDecoder().decode(Report.self, from: process.output)
      #expect(report.row == [2, 4, 6] && report.shared == [2, 4])
      #expect(report.floats == [[], [2], [3, 3]])
    }
  }

  @Test func killedProcessEndsTheOther() throws {
    let ended = try GroupRun.run("die", timeout: 20)
    #expect(ended[1].status == 128 + SIGKILL)
    #expect(ended[0].status == 6)
    #expect(
      ended[0].errors.hasPrefix("rank 0 of 2 lost another process while averaging tensors: "))
    #expect(ended[0].errors.contains("--resume"))
    // The closed connection says so, long before the timeout.
    #expect(ended[0].seconds < 15)
  }

  @Test func hangingProcessEndsTheOtherAtTheTimeout() throws {
    let ended = try GroupRun.run("hang", timeout: 2, changes: [:])
    #expect(ended[0].status == 6 && ended[0].errors.contains("Timed out waiting 2000ms"))
  }

  /// The others say why, whichever process keeps the notes.
  @Test(arguments: [("stop", 1), ("leader-stops", 0)])
  func reasonReachesTheOthers(action: String, rank: Int) throws {
    let ended = try GroupRun.run(action)
    #expect(ended[rank].status == 0)
    #expect(ended[1 - rank].status == 6)
    #expect(
      ended[1 - rank].errors.contains("rank \(rank) of 2 stopped: the disk is full"),
      "\(ended[1 - rank].errors)")
  }

  @Test(arguments: [0, 1]) func missingProcessIsNotWaitedForInVain(rank: Int) throws {
    let ended = try GroupRun.run("exchange", ranks: [rank], timeout: 2)[0]
    #expect(ended.status == 6)
    #expect(ended.errors.hasPrefix("rank \(rank) of 2: not all processes have met at 127.0.0.1:"))
    #expect(ended.errors.contains("check MASTER_ADDR and MASTER_PORT"))
    #expect(ended.errors.split(separator: "\n").count == 1)
  }

  @Test func unknownHost() throws {
    let ended = try GroupRun.run("exchange", ranks: [1], host: "no.such.host.invalid", timeout: 2)
    #expect(ended[0].status == 6 && ended[0].errors.contains("no.such.host.invalid"))
  }

  @Test func malformedVariable() throws {
    let ended = try GroupRun.run("exchange", ranks: [0], changes: ["WORLD_SIZE": "two"])[0]
    #expect(ended.status == 6 && ended.errors.hasPrefix("WORLD_SIZE is 'two'"))
  }
}
