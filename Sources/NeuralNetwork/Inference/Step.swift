/// One call of a kernel, with places in the arena and in the packed weights instead of pointers.
///
/// Until the arena is placed, `input` and the like are numbers of buffers; afterwards offsets in
/// floats.
struct Step {
  enum Kernel {
    case matrix, dense, channelMean, channelScale, add
    case convolution(Layer.Convolution, band: Int)
    /// In `tile` x `tile` outputs at a time, `block` tiles together.
    case winograd(Layer.Convolution, tile: Int, block: Int)
    case depthwise(Layer.Convolution)
    case maxPooling(Layer.MaxPooling)
    #if !arch(wasm32)
      /// A 1x1 convolution of any stride as a matrix product.
      case reducedMatrix(Precision, stride: Int)
      case reducedConvolution(Precision, Layer.Convolution, band: Int)
      case reducedDense(Precision)
    #endif
  }

  let kernel: Kernel
  /// Index of the network's layer that this step belongs to.
  let layer: Int
  let inputShape: Shape
  let outputShape: Shape
  let activation: Activation
  var input: Int
  var output: Int
  /// What is added to the output; for `channelScale` the factors.
  var second: Int?
  var scratch: Int?
  /// Floats of scratch memory.
  var scratchCount = 0
  /// Offset of this step's panels in the packed weights, in floats.
  var weights = 0
  /// Floats behind them that later steps read.
  var weightsBehind = 0

  /// Turns numbers of buffers into offsets, once the arena is placed.
  mutating func take(places arena: ArenaPlanner) {
    input = arena.offset(of: input)
    output = arena.offset(of: output)
    second = second.map { arena.offset(of: $0) }
    scratch = scratch.map { arena.offset(of: $0) }
  }
}
