/// One step of a plan: what it computes, with which kernel, and what it moves.
///
/// Counts are of one image. A layer comes to one step, squeeze-and-excite to several; an addition
/// that a convolution takes along comes to none.
public struct StepDescription: Sendable, Equatable {
  /// Index of the network's layer.
  public let layer: Int
  /// What the layer's tensors are called, without the last part, in ASCII; empty where it has none.
  public let name: [UInt8]
  /// The kernel, as in the C library's list of them.
  public let kernel: StepKernel
  public let inputShape: Shape
  public let outputShape: Shape
  /// Applied to every output value before it is written.
  public let activation: Activation
  /// Whether an earlier layer's output is added before the activation.
  public let addsResidual: Bool
  /// Rows, and columns, of the window that slides over the image; 1 where there is none.
  public let window: Int
  public let stride: Int
  /// Rows of a tile of the matrix product, or of Winograd's outputs; 0 where there is none.
  public let tile: Int
  /// Output rows computed from one copy of the input (a convolution), or tiles that go through all
  /// products together (Winograd); 0 where there is none.
  public let block: Int
  /// Multiplications, each with its addition, by the layer's definition.
  public let multiplyAdds: Int
  /// Those that the kernel does: fewer with Winograd's filtering, whose transforms are not counted.
  public let executedMultiplyAdds: Int
  /// Bytes of weights and biases as packed.
  public let weightByteCount: Int
  /// Bytes of activations read, each once.
  public let readByteCount: Int
  /// Bytes of activations written.
  public let writtenByteCount: Int
  /// Bytes of scratch memory in the arena.
  public let scratchByteCount: Int

  /// Bytes of the arena that the step touches.
  public var arenaByteCount: Int { readByteCount + writtenByteCount + scratchByteCount }
  /// Bytes moved at least: weights and activations, each once.
  public var movedByteCount: Int { weightByteCount + readByteCount + writtenByteCount }
}
