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
    ), arguments: InstructionSet.available)
  func classifier(instructionSet: InstructionSet) throws {
    let network = Network.classifier(.mobileNetV3Small, origin: .torchvision)
    let bytes = try GeneratedWeights.file(for: network).bytes
    let start = DispatchTime.now().uptimeNanoseconds
    let plan = try ExecutionPlan(
      network, weights: try Safetensors(bytes), instructionSet: instructionSet)
    let loading = Double(DispatchTime.now().uptimeNanoseconds - start) / 1e6
    let durations = LatencyMeasurement.nanoseconds(
      of: InferenceSession(plan), warmUp: 10, count: instructionSet == .scalar ? 5 : 400,
      now: { DispatchTime.now().uptimeNanoseconds })
    let ordered = durations.sorted()
    let milliseconds = { (part: Double) in
      Double(ordered[Int(Double(ordered.count - 1) * part)]) / 1e6
    }
    print(
      "\(instructionSet): median \(milliseconds(0.5)) ms, best \(milliseconds(0)) ms, loading \(loading) ms,"
        + " arena \(plan.arenaByteCount) bytes, weights \(plan.weightByteCount) bytes")
    #expect(durations.count > 0)
  }
}
