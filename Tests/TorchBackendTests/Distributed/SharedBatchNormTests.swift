import Foundation
import Testing
import TorchBackend

/// Batch norm over the images of several processes beside libtorch's own in one.
@Suite(
  "Batch norm over processes", .serialized,
  .enabled(if: TorchHere.runtime != nil, "needs libtorch: run 'make setup-torch'"))
struct SharedBatchNormTests {
  private struct Report: Decodable {
    let output: [Float]
    let inputGradient: [Float]
    let gamma: [Float]
    let beta: [Float]
    let mean: [Float]
    let variance: [Float]
    let isChannelsLast: Bool
  }

  private func reports(processes: Int) throws -> [Report] {
    try GroupRun.run("batch-norm", ranks: Array(0..<processes), of: processes, timeout: 20).map {
      #expect($0.status == 0, "\($0.errors)")
      return try JSONDecoder().decode(Report.self, from: $0.output)
    }
  }

  /// A mean of 50 beside a deviation of 0.3 cannot be written down more exactly in fp32; the other channels
  /// agree to 1e-6.
  private let tolerance: Float = 5e-5

  /// The largest difference, of the largest value.
  private func difference(_ a: [Float], _ b: [Float]) -> Float {
    guard a.count == b.count, !b.isEmpty else { return .infinity }
    let largest = b.map(abs).max() ?? 0
    return (zip(a, b).map { abs($0 - $1) }.max() ?? 0) / largest
  }

  /// Five images do not divide evenly: one process has more of them than another.
  @Test(arguments: [2, 3]) func equalsOneProcess(processes: Int) throws {
    let one = try reports(processes: 1)[0]
    let all = try reports(processes: processes)
    #expect(Set(all.map(\.output.count)).count == 2)
    #expect(difference(all.flatMap(\.output), one.output) < tolerance)
    #expect(difference(all.flatMap(\.inputGradient), one.inputGradient) < tolerance)
    for report in all {
      #expect(difference(report.gamma, one.gamma) < tolerance)
      #expect(difference(report.beta, one.beta) < tolerance)
      for (channel, mean) in one.mean.enumerated() {
        #expect(abs(report.mean[channel] - mean) <= 1e-6 * max(1, abs(mean)))
        #expect(abs(report.variance[channel] / one.variance[channel] - 1) < 1e-6)
      }
      #expect(report.mean == all[0].mean && report.variance == all[0].variance, "to the bit")
      #expect(report.isChannelsLast)
    }
  }

  @Test func killedProcessEndsTheOtherInTheGradients() throws {
    let ended = try GroupRun.run("die-in-gradients", timeout: 20)
    #expect(ended[0].status == 6)
    #expect(
      ended[0].errors.hasPrefix("rank 0 of 2 lost another process while computing gradients: "),
      "\(ended[0].errors)")
  }
}
