import CKernels

/// A network made ready to run on this machine: weights folded and packed, memory laid out, a
/// kernel chosen for every step.
///
/// Made once and shared: any number of sessions, on any threads, run the same plan.
public final class ExecutionPlan: Sendable {
  public let network: Network
  public let instructionSet: InstructionSet
  /// Bytes that each session takes for the image, all activations and scratch.
  public let arenaByteCount: Int
  /// Bytes of the packed weights, shared by all sessions.
  public let weightByteCount: Int
  /// The count of values that come out for one image.
  public var outputCount: Int { network.outputCount }

  let built: BuiltPlan
  /// A constant table of the C library.
  nonisolated(unsafe) let kernels: UnsafePointer<lentigo_kernels>

  /// Reads the weights of `network` and plans its execution.
  ///
  /// The file may hold more tensors than the network needs.
  ///
  /// - Throws: `WeightsError` where a tensor is missing, has another shape or type or holds values
  ///   that are not finite, or where `instructionSet` is not available here.
  public init(
    _ network: Network, weights: Safetensors, instructionSet: InstructionSet = .best
  ) throws(WeightsError) {
    guard let kernels = lentigo_kernels_for(instructionSet.rawValue) else {
      throw .unavailableInstructionSet(instructionSet)
    }
    var builder = PlanBuilder(
      network: network, reader: WeightReader(file: weights, network: network), kernels: kernels)
    built = try builder.build()
    self.network = network
    self.instructionSet = instructionSet
    self.kernels = kernels
    arenaByteCount = built.arenaCount * 4
    weightByteCount = built.weights.count * 4
  }
}
