import Foundation
import KernelChecks
import NeuralNetwork
import Testing

/// One image by several workers: the same bits as by one.
@Suite struct PartedSessionTests {
  @Test(arguments: Architecture.allCases, InstructionSet.available)
  func bitsDoNotDependOnTheCountOfWorkers(
    architecture: Architecture, instructionSet: InstructionSet
  ) throws {
    let network = NetworkCase(architecture: architecture, origin: .keras)
    let weights = try SharedWeights.of(network)
    // The smallest images for the scalar reference; odd sizes for the others.
    let backbone = instructionSet == .scalar ? network.smallBackbone : network.oddBackbone
    let plan = try ExecutionPlan(backbone, weights: weights, instructionSet: instructionSet)
    try Self.check(plan, workers: 1...5, runs: instructionSet == .scalar ? 1 : 3)
  }

  /// With its head, and on images of the size it is for.
  @Test(arguments: Architecture.allCases)
  func classifiersBitsDoNotDependOnTheCountOfWorkers(architecture: Architecture) throws {
    let network = Network.classifier(architecture, origin: .keras)
    let weights = try GeneratedWeights.file(for: network)
    try Self.check(try ExecutionPlan(network, weights: weights), workers: 1...5, runs: 2)
  }

  /// What reduced precision rounds does not depend on who computes it; on every instruction set that
  /// has such kernels, with the layers that a plan chooses and with all of them.
  @Test(arguments: Architecture.allCases, ReducedKernelTests.cases)
  func reducedBitsDoNotDependOnTheCountOfWorkers(
    architecture: Architecture, kernel: (precision: Precision, instructionSet: InstructionSet)
  ) throws {
    let network = NetworkCase(architecture: architecture, origin: .keras)
    let weights = try SharedWeights.of(network)
    let isReference = kernel.instructionSet == .scalar
    for everything in isReference ? [true] : [false, true] {
      let plan = try ExecutionPlan(
        isReference ? network.smallBackbone : network.oddBackbone, weights: weights,
        instructionSet: kernel.instructionSet, precision: kernel.precision,
        reducesEverything: everything)
      try Self.check(plan, workers: 1...5, runs: isReference ? 1 : 2)
    }
  }

  /// With the dense layers of a head.
  @Test(arguments: Architecture.allCases, ReducedNetworkTests.precisions)
  func reducedClassifiersBitsDoNotDependOnTheCountOfWorkers(
    architecture: Architecture, precision: Precision
  ) throws {
    let network = Network.classifier(architecture, origin: .keras)
    let weights = try GeneratedWeights.file(for: network)
    for everything in [false, true] {
      let plan = try ExecutionPlan(
        network, weights: weights, instructionSet: .best, precision: precision,
        reducesEverything: everything)
      try Self.check(plan, workers: 1...5, runs: 1)
    }
  }

  /// More workers than there is work for: some have nothing to do but to meet.
  @Test func thereMayBeMoreWorkersThanLines() throws {
    let plan = try #require(try InferenceSessionTests.plans(.mobileNetV3Small).first)
    try Self.check(plan, workers: 17...17, runs: 2)
  }

  @Test func oneWorkerMeetsNobody() throws {
    let plan = try #require(try InferenceSessionTests.plans(.mobileNetV3Small).first)
    #expect(PartedSession(plan, workers: 1).meetings == 0)
    #expect(PartedSession(plan, workers: 0).workers == 1)
  }

  /// Workers that run one after the other between two meetings give the same whatever their order:
  /// nothing that one touches is written by another without a meeting in between.
  @Test(arguments: Architecture.allCases, Precision.available(on: .best))
  func orderBetweenMeetingsDoesNotMatter(
    architecture: Architecture, precision: Precision
  ) throws {
    let network = NetworkCase(architecture: architecture, origin: .keras)
    let plan = try ExecutionPlan(
      network.oddBackbone, weights: try SharedWeights.of(network), instructionSet: .best,
      precision: precision, reducesEverything: true)
    let session = PartedSession(plan, workers: 3)
    #expect(session.meetings > 0)
    let image = Self.image(session.input.count)
    let expected = run(plan, on: image)
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
      _ = session.input.update(from: image)
      Self.runInTurn(session, order)
      let isSame = [Float](session.output) == expected
      #expect(isSame, "\(order)")
    }
  }

  private static func check(
    _ plan: ExecutionPlan, workers: ClosedRange<Int>, runs: Int
  ) throws {
    let image = image(plan.network.inputShape.count)
    let expected = run(plan, on: image)
    #expect(expected.allSatisfy(\.isFinite) && expected.contains { $0 != 0 })
    for count in workers {
      let session = PartedSession(plan, workers: count)
      _ = session.input.update(from: image)
      for _ in 0..<runs {
        runAtOnce(session)
        let isSame = [Float](session.output) == expected
        #expect(isSame, "\(count) workers")
      }
      let isUntouched = [Float](session.input) == image
      #expect(isUntouched)
    }
  }

  private static func image(_ count: Int) -> [Float] {
    GeneratedWeights.uniform("parted".utf8, count: count).map { $0 * 2 - 1 }
  }

  /// All workers at once, with a barrier from the system.
  static func runAtOnce(_ session: PartedSession) {
    let barrier = SystemBarrier(session.workers)
    let done = DispatchSemaphore(value: 0)
    for worker in 0..<session.workers {
      Thread.detachNewThread {
        session.run(worker: worker) { barrier.meet() }
        done.signal()
      }
    }
    for _ in 0..<session.workers { done.wait() }
  }

  /// One worker at a time, in this order from each meeting to the next.
  private static func runInTurn(_ session: PartedSession, _ order: [Int]) {
    let relay = Relay(order)
    let done = DispatchSemaphore(value: 0)
    for worker in order {
      Thread.detachNewThread {
        relay.take(worker)
        session.run(worker: worker) {
          relay.passOn(from: worker)
          relay.take(worker)
        }
        relay.passOn(from: worker)
        done.signal()
      }
    }
    for _ in order { done.wait() }
  }
}
