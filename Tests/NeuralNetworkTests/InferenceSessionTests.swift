import Dispatch
import KernelChecks
import NeuralNetwork
import Testing

@Suite struct InferenceSessionTests {
  /// A backbone on images small enough for a test, even with the scalar reference, on each of some
  /// instruction sets.
  static func plans(
    _ architecture: Architecture, _ instructionSets: [InstructionSet] = [.best]
  ) throws -> [ExecutionPlan] {
    let network = NetworkCase(architecture: architecture, origin: .keras)
    let weights = try SharedWeights.of(network)
    return try instructionSets.map {
      try ExecutionPlan(network.smallBackbone, weights: weights, instructionSet: $0)
    }
  }

  static func image(_ index: Int) -> [Float] {
    GeneratedWeights.uniform("image \(index)".utf8, count: 33 * 45 * 3).map { $0 * 2 - 1 }
  }

  @Test(arguments: Architecture.allCases)
  func runsAreRepeatable(architecture: Architecture) throws {
    for plan in try Self.plans(architecture, InstructionSet.available) {
      let session = InferenceSession(plan)
      let image = Self.image(0)
      _ = session.input.update(from: image)
      let first = session.outputs()
      #expect(first.allSatisfy(\.isFinite) && first.contains { $0 != 0 })
      // The input is left alone, so running again gives the same bits.
      #expect([Float](session.input) == image)
      #expect(session.outputs() == first)
      // Nothing is left over from another image.
      _ = session.input.update(from: Self.image(1))
      #expect(session.outputs() != first)
      _ = session.input.update(from: image)
      #expect(session.outputs() == first)
    }
  }

  @Test(arguments: Architecture.allCases)
  func resultsDoNotDependOnTheCountOfThreads(architecture: Architecture) throws {
    let plan = try #require(try Self.plans(architecture).first)
    let images = (0..<8).map(Self.image)
    let alone = images.map { run(plan, on: $0) }
    for threads in [2, 3, 8] {
      let results = Results(count: images.count)
      DispatchQueue.concurrentPerform(iterations: threads) { thread in
        let session = InferenceSession(plan)
        for index in stride(from: thread, to: images.count, by: threads) {
          _ = session.input.update(from: images[index])
          results.values[index] = session.outputs()
        }
      }
      #expect([[Float]](results.values) == alone)
    }
  }

  /// Instruction sets round differently, and no more than that.
  @Test(arguments: Architecture.allCases)
  func instructionSetsAgree(architecture: Architecture) throws {
    let sets = InstructionSet.available
    let results = try Self.plans(architecture, sets).map { run($0, on: Self.image(2)) }
    let expected = try #require(results.first)
    #expect(sets.first == .scalar)
    for (set, found) in zip(sets, results) {
      #expect(
        largestDifference(found, expected) <= 1e-5 * largestMagnitude(expected), "\(set)")
    }
  }

  @Test func latencyIsMeasuredWithTheCallersClock() throws {
    var ticks: UInt64 = 0
    let durations = LatencyMeasurement.nanoseconds(
      of: InferenceSession(try #require(try Self.plans(.mobileNetV3Small).first)), warmUp: 1,
      count: 3,
      now: {
        ticks += 5
        return ticks
      })
    #expect(durations == [5, 5, 5])
  }

  /// Each index is written by one thread.
  private final class Results: @unchecked Sendable {
    let values: UnsafeMutableBufferPointer<[Float]>
    init(count: Int) {
      values = .allocate(capacity: count)
      values.initialize(repeating: [])
    }
    deinit {
      values.deinitialize()
      values.deallocate()
    }
  }
}
