import Foundation
import NeuralNetwork
import Testing

@Suite("benchmark --explain")
struct ExplainTests {
  private struct Step: Decodable {
    let index, layer, multiplyAdds, executedMultiplyAdds: Int
    let window, stride, tile, block: Int
    let weightBytes, readBytes, writtenBytes, scratchBytes, arenaBytes: Int
    let name, kernel, activation: String
    let input, output: [Int]
    let addsResidual: Bool
    let us, shareOfTime, gflops, shareOfPeak, gbS, lostUs: Double
  }

  private struct Diagnosis: Decodable {
    let step: Int
    let lostUs: Double
    let reasons: [String]
  }

  private struct Limits: Decodable { let peakGflops, cacheGbS, memoryGbS: Double }

  private struct Result: Decodable {
    let architecture, precision, instructionSet: String
    let limits: Limits
    let runs, multiplyAdds, executedMultiplyAdds, arenaBytes, weightBytes: Int
    let wholeUs, sumUs, clockUs: Double
    let steps: [Step]
    let worst: [Diagnosis]
  }

  private static func explain(_ arguments: String...) throws -> LentigoProcess {
    try LentigoProcess.run(["benchmark", "--explain", "--seconds", "0.05"] + arguments)
  }

  @Test(arguments: ["mobilenet-v3-small", "efficientnetv2-b0"])
  func jsonHoldsEveryStep(architecture: String) throws {
    let process = try Self.explain("--architecture", architecture, "--json")
    #expect(process.status == 0 && process.lines.count == 1)
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let result = try decoder.decode(Result.self, from: Data(process.output.utf8))
    #expect(result.architecture == architecture && result.precision == "fp32")
    let network = Network.classifier(try #require(Architecture(architecture)), origin: .keras)
    #expect(result.multiplyAdds == network.multiplyAdds)
    #expect(result.steps.reduce(0) { $0 + $1.multiplyAdds } == network.multiplyAdds)
    #expect(result.steps.map(\.index) == Array(result.steps.indices))
    #expect(
      result.limits.peakGflops > 0 && result.limits.cacheGbS > 0 && result.limits.memoryGbS > 0)
    #expect(abs(result.steps.reduce(0) { $0 + $1.us } - result.sumUs) <= 1e-6 * result.sumUs)
    #expect(abs(result.steps.reduce(0) { $0 + $1.shareOfTime } - 1) <= 1e-6)
    for step in result.steps where step.us > 0.1 {
      let operations = 2 * Double(step.executedMultiplyAdds)
      #expect(abs(step.gflops - operations / step.us / 1e3) <= 1e-6 * step.gflops)
      #expect(abs(step.shareOfPeak - step.gflops / result.limits.peakGflops) <= 1e-6)
      #expect(step.lostUs >= 0 && step.lostUs <= step.us)
    }
    #expect(result.worst.count == 3)
    let losses = result.steps.map(\.lostUs).sorted(by: >)
    #expect(result.worst.map(\.lostUs) == Array(losses.prefix(3)))
    #expect(result.worst.allSatisfy { !$0.reasons.isEmpty })
  }

  @Test func tableHasALineAStep() throws {
    let process = try Self.explain()
    #expect(process.status == 0)
    let lines = process.output.split(separator: "\n", omittingEmptySubsequences: false)
    let rule = try #require(lines.firstIndex { $0.hasPrefix("--") })
    let head = lines[rule - 1].split(separator: " ")
    #expect(head.first == "#" && head.contains("GFLOP/s") && head.last == "arena")
    let table = lines[(rule + 1)...].prefix { !$0.isEmpty }
    #expect(table.count > 50)
    for (index, line) in table.enumerated() {
      #expect(line.split(separator: " ").first == "\(index)")
      #expect(line.contains(" -> "))
      // The columns of numbers end below one another.
      #expect(line.count == lines[rule - 1].count)
    }
    #expect(
      process.output.contains(
        "multiply-adds: 55,845,632 in the network, 55,845,632 carried out, "))
    #expect(!process.output.contains("too narrow"))
    let worst = lines.drop { !$0.hasPrefix("The steps that lose most time") }.dropFirst()
    #expect(worst.filter { $0.hasPrefix("  #") && $0.contains(" loses ") }.count == 3)
    #expect(worst.count { $0.hasPrefix("      ") } >= 3)
  }

  /// Lower precisions are held against the peak of 32-bit floats, and it says so.
  @Test(
    .enabled(if: Precision.bf16.isAvailable(on: .best), "this processor has no bf16 products"))
  func lowerPrecisionsNameTheirScale() throws {
    let process = try Self.explain("--precision", "bf16")
    #expect(process.status == 0 && process.output.contains("in fp32, which bf16 steps may exceed"))
  }

  @Test(
    .enabled(
      if: FileManager.default.fileExists(atPath: "/usr/bin/script"), "needs util-linux' script"),
    arguments: [80, 100, 250])
  func tableFitsTheTerminal(columns: Int) throws {
    let process = try LentigoProcess.run(
      [LentigoProcess.executable.path],
      inScript: """
        exec script -qec "stty cols \(columns); '$1' benchmark --explain --seconds 0.05" /dev/null
        """)
    #expect(process.status == 0)
    let lines = process.output.split(whereSeparator: \.isNewline)
    let rule = try #require(lines.firstIndex { $0.hasPrefix("--") })
    let table = lines[(rule - 1)...].prefix { !$0.hasPrefix("time:") && !$0.hasPrefix("(too") }
    #expect(table.count > 50 && table.allSatisfy { $0.count <= columns })
    #expect(lines[rule - 1].contains("GFLOP/s") && lines[rule - 1].contains("peak"))
    #expect(process.output.contains("(too narrow for: arena") == (columns < 200))
  }

  @Test(arguments: [["--threads", "2"], ["--batch", "4"]])
  func oneCoreOnly(arguments: [String]) throws {
    let process = try LentigoProcess.run(["benchmark", "--explain"] + arguments)
    #expect(process.status == 2 && process.output.isEmpty)
    #expect(process.errors.contains("one core"))
  }
}
