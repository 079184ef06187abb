import CTorch
import NeuralNetwork

/// A network value as a graph that libtorch computes and differentiates.
///
/// Built from the same list of layers as the engine's plan: any architecture, weights of either
/// origin, and files in which batch norm is folded (those train without batch norm). To be used by
/// one thread at a time.
public final class TrainableNetwork {
  /// Whose mean and variance batch norm subtracts and divides by.
  public enum Normalization: Sendable {
    /// The batch's own; the running statistics move towards them.
    case batchStatistics
    /// The running ones, as the engine's; they stay as they are.
    case runningStatistics
  }

  public let network: Network
  public let device: TorchDevice
  public let runtime: TorchRuntime
  /// Every tensor, in the order of execution.
  public let parameters: [NetworkParameter]
  /// How far running statistics move towards a batch's: 0...1. PyTorch's default is 0.1; Keras'
  /// momentum of .99 would be .01 here.
  public var batchNormMomentum = 0.1
  /// Rows of the network's table, from the first, whose batch norm uses the running statistics in every
  /// pass: for rows that do not learn.
  public var frozenBlocks = 0
  /// The processes that train this network together, each with images of its own: the batch's statistics
  /// are then those of all their images. All call `forward` alike, and `backward(from:)` of the group.
  public var processGroup: ProcessGroup?
  /// Whether forward passes compute products in bf16 (PyTorch's autocast). Weights stay fp32.
  public var usesBFloat16 = false

  let steps: [GraphStep]

  /// Reads a network's tensors.
  ///
  /// - Parameters:
  ///   - network: A classifier as a rule; a backbone gives no logits.
  ///   - weights: A file with every tensor that the network names.
  /// - Throws: `TorchError`: `invalidWeights` where a tensor is missing, misshapen, of another type
  ///   or not finite; `unavailable` where libtorch or the device is absent.
  public init(
    _ network: Network, weights: Safetensors, device: TorchDevice = .cpu, runtime: TorchRuntime
  ) throws(TorchError) {
    try runtime.requireDevice(device)
    var builder = GraphBuilder(network: network, weights: weights, device: device)
    steps = try builder.build()
    parameters = builder.parameters
    self.network = network
    self.device = device
    self.runtime = runtime
  }

  /// Whether there are others to share statistics with.
  var sharesStatistics: Bool { (processGroup?.settings.worldSize ?? 1) > 1 }

  /// The tensors that gradients are computed of.
  public var trainableTensors: [Tensor] {
    parameters.filter(\.kind.isTrainable).map(\.tensor)
  }
}
