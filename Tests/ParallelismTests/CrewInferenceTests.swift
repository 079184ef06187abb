import NeuralNetwork
import Parallelism
import Synchronization
import Testing

/// One image by a crew: what `lentigo benchmark --threads` runs. Every run gives the bits of one thread.
@Suite(.serialized) struct CrewInferenceTests {
  @Test(arguments: Architecture.allCases, [2, 3])
  func crewsGiveTheBitsOfOneThread(architecture: Architecture, size: Int) throws {
    let plan = try Self.plan(architecture)
    let crew = Crew(size: size)
    let session = PartedSession(plan, workers: size)
    let work: @Sendable (CrewMember) -> Void = { member in
      session.run(worker: member.index) { member.meet() }
    }
    for seed in ["a", "b"] {
      let image = Self.image(of: plan, seed)
      _ = session.input.update(from: image)
      let expected = Self.run(plan, on: image)
      for _ in 0..<3 {
        crew.run(work)
        let isSame = [Float](session.output) == expected
        #expect(isSame)
      }
    }
  }

  @Test(arguments: Precision.allCases.filter { $0.isAvailable(on: .best) })
  func lowerPrecisionsToo(precision: Precision) throws {
    let plan = try Self.plan(.mobileNetV3Small, precision: precision)
    let image = Self.image(of: plan, "a")
    let session = PartedSession(plan, workers: 2)
    _ = session.input.update(from: image)
    Crew(size: 2).run { member in session.run(worker: member.index) { member.meet() } }
    let isSame = [Float](session.output) == Self.run(plan, on: image)
    #expect(isSame)
  }

  /// Sessions of several callers share a crew, and crews share a plan.
  @Test func sessionsShareACrew() throws {
    let plan = try Self.plan(.mobileNetV3Small)
    let expected = Self.run(plan, on: Self.image(of: plan, "a"))
    let crews = [Crew(size: 2), Crew(size: 2)]
    let wrong = Mutex(0)
    Parallel.forEach(count: 4, workers: 4) { caller in
      let session = PartedSession(plan, workers: 2)
      _ = session.input.update(from: Self.image(of: plan, "a"))
      for _ in 0..<20 {
        crews[caller % 2].run { member in session.run(worker: member.index) { member.meet() } }
        if [Float](session.output) != expected { wrong.withLock { $0 += 1 } }
      }
    }
    #expect(wrong.withLock { $0 } == 0)
  }

  private static func plan(
    _ architecture: Architecture, precision: Precision = .fp32
  ) throws -> ExecutionPlan {
    let network = Network.classifier(architecture, origin: .keras)
    return try ExecutionPlan(
      network, weights: try GeneratedWeights.file(for: network), precision: precision)
  }

  private static func image(of plan: ExecutionPlan, _ seed: String) -> [Float] {
    GeneratedWeights.uniform(seed.utf8, count: plan.network.inputShape.count).map { $0 * 2 - 1 }
  }

  private static func run(_ plan: ExecutionPlan, on image: [Float]) -> [Float] {
    let session = InferenceSession(plan)
    _ = session.input.update(from: image)
    return [Float](session.run())
  }
}
