/// A convolution as the kernels want it: one matrix and a bias, batch norm folded in.
struct FoldedConvolution {
  /// (row, column, input) x output; depthwise (row, column) x channel.
  let weights: [Float]
  /// One number per output.
  let bias: [Float]
}
