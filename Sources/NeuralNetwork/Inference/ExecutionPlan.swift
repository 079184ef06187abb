import CKernels

/// A network made ready to run on this machine: weights folded and packed, memory laid out, a
/// kernel chosen for every step.
///
/// Made once and shared: any number of sessions, on any threads, run the same plan.
public final class ExecutionPlan: Sendable {
  public let network: Network
  public let instructionSet: InstructionSet
  public let precision: Precision
  /// Bytes that each session takes for the image, all activations and scratch.
  public let arenaByteCount: Int
  /// Bytes of the packed weights, shared by all sessions.
  public let weightByteCount: Int
  /// The count of values that come out for one image.
  public var outputCount: Int { network.outputCount }
  /// The count of means that a session's `tap` gives; 0 where none were asked for.
  public var tapCount: Int { built.tapStep < 0 ? 0 : built.steps[built.tapStep].outputShape.count }

  let built: BuiltPlan
  /// A constant table of the C library.
  nonisolated(unsafe) let kernels: UnsafePointer<lentigo_kernels>

  /// Reads the weights of `network` and plans its execution.
  ///
  /// The file may hold more tensors than the network needs.
  ///
  /// - Parameter tap: an index of `network.layers`: of what the layer puts out, sessions give each
  ///   channel's mean over all places. That changes nothing else, and costs an addition for each of the
  ///   values. A layer that the network does not have gives nothing, nor does one whose output is never
  ///   there: a convolution that takes along the addition behind it.
  /// - Throws: `WeightsError` where a tensor is missing, has another shape or type or holds values
  ///   that are not finite, or where `instructionSet` or `precision` is not available here.
  public convenience init(
    _ network: Network, weights: Safetensors, instructionSet: InstructionSet = .best,
    precision: Precision = .fp32, tap: Int? = nil
  ) throws(WeightsError) {
    try self.init(
      network, weights: weights, instructionSet: instructionSet, precision: precision,
      reducesEverything: false, tap: tap)
  }

  /// As the public one; with `reducesEverything`, layers are computed in reduced precision even where
  /// that is slower: what costs the most precision, on any processor.
  package init(
    _ network: Network, weights: Safetensors, instructionSet: InstructionSet,
    precision: Precision, reducesEverything: Bool, tap: Int? = nil
  ) throws(WeightsError) {
    guard let kernels = lentigo_kernels_for(instructionSet.rawValue) else {
      throw .unavailableInstructionSet(instructionSet)
    }
    guard precision.isAvailable(on: instructionSet) else {
      throw .unavailablePrecision(precision, instructionSet)
    }
    var builder = PlanBuilder(
      network: network, reader: WeightReader(file: weights, network: network), kernels: kernels,
      precision: precision, reducesEverything: reducesEverything)
    built = try builder.build(tap: tap)
    self.network = network
    self.instructionSet = instructionSet
    self.precision = precision
    self.kernels = kernels
    arenaByteCount = built.arenaCount * 4
    weightByteCount = built.weights.count * 4
  }
}
