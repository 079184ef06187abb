import Dispatch
import NeuralNetwork
import Testing

@Suite struct InferenceSessionTests {
  static func plan(_ instructionSet: InstructionSet = .best) throws -> ExecutionPlan {
    let network = Network.classifier(.mobileNetV3Small, origin: .keras)
    return try ExecutionPlan(
      network, weights: GeneratedWeights.file(for: network), instructionSet: instructionSet)
  }

  static func image(_ index: Int) -> [Float] {
    GeneratedWeights.uniform("image \(index)".utf8, count: 224 * 224 * 3).map { $0 * 2 - 1 }
  }

  @Test(arguments: InstructionSet.available)
  func runsAreRepeatable(instructionSet: InstructionSet) throws {
    let session = InferenceSession(try Self.plan(instructionSet))
    let image = Self.image(0)
    _ = session.input.update(from: image)
    let first = session.firstOutput()
    #expect(first.isFinite)
    // The input is left alone, so running again gives the same bits.
    #expect([Float](session.input) == image)
    #expect(session.firstOutput() == first)
    // Nothing is left over from another image.
    _ = session.input.update(from: Self.image(1))
    #expect(session.firstOutput() != first)
    _ = session.input.update(from: image)
    #expect(session.firstOutput() == first)
  }

  /// One image per core: as many sessions as threads, and the same bits as one session alone.
  @Test func resultsDoNotDependOnTheCountOfThreads() throws {
    let plan = try Self.plan()
    let images = (0..<8).map(Self.image)
    let alone = images.map { run(plan, on: $0)[0] }
    for threads in [2, 3, 8] {
      let results = Results(count: images.count)
      DispatchQueue.concurrentPerform(iterations: threads) { thread in
        let session = InferenceSession(plan)
        for index in stride(from: thread, to: images.count, by: threads) {
          _ = session.input.update(from: images[index])
          results.values[index] = session.firstOutput()
        }
      }
      #expect([Float](results.values) == alone)
    }
  }

  /// Instruction sets round differently, and no more than that.
  @Test func instructionSetsAgree() throws {
    let expected = run(try Self.plan(.scalar), on: Self.image(2))
    for set in InstructionSet.available {
      #expect(largestDifference(run(try Self.plan(set), on: Self.image(2)), expected) <= 1e-4)
    }
  }

  @Test func latencyIsMeasuredWithTheCallersClock() throws {
    var ticks: UInt64 = 0
    let durations = LatencyMeasurement.nanoseconds(
      of: InferenceSession(try Self.plan()), warmUp: 1, count: 3,
      now: {
        ticks += 5
        return ticks
      })
    #expect(durations == [5, 5, 5])
  }

  /// Each index is written by one thread.
  private final class Results: @unchecked Sendable {
    let values: UnsafeMutableBufferPointer<Float>
    init(count: Int) {
      values = .allocate(capacity: count)
      values.initialize(repeating: .nan)
    }
    deinit { values.deallocate() }
  }
}
