import Foundation
import NeuralNetwork
import Testing

/// Prints milliseconds per image for every instruction set: `LENTIGO_MEASURE=1 swift test -c release
/// --filter LatencyTests`.
@Suite(.serialized) struct LatencyTests {
  @Test(
    .enabled(
      if: ProcessInfo.processInfo.environment["LENTIGO_MEASURE"] != nil,
      "measures nothing by itself"
    ), arguments: Architecture.allCases, InstructionSet.available)
  func classifier(architecture: Architecture, instructionSet: InstructionSet) throws {
    let network = Network.classifier(architecture, origin: .keras)
    let bytes = try GeneratedWeights.file(for: network).bytes
    let start = DispatchTime.now().uptimeNanoseconds
    let plan = try ExecutionPlan(
      network, weights: try Safetensors(bytes), instructionSet: instructionSet)
    let loading = Double(DispatchTime.now().uptimeNanoseconds - start) / 1e6
    // About as long for each network: 400 runs of the smallest.
    let count = instructionSet == .scalar ? 3 : max(5, 22_000_000_000 / network.multiplyAdds)
    let durations = LatencyMeasurement.nanoseconds(
      of: InferenceSession(plan), warmUp: min(10, count), count: count,
      now: { DispatchTime.now().uptimeNanoseconds })
    let ordered = durations.sorted()
    let milliseconds = { (part: Double) in
      Double(ordered[Int(Double(ordered.count - 1) * part)]) / 1e6
    }
    print(
      "\(architecture) \(instructionSet): median \(milliseconds(0.5)) ms, best \(milliseconds(0)) ms, loading \(loading) ms,"
        + " arena \(plan.arenaByteCount) bytes, weights \(plan.weightByteCount) bytes")
    #expect(durations.count > 0)
  }
}
