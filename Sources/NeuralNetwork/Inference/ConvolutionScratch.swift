/// How many output rows a convolution computes from one copy of its zero-padded input rows.
struct ConvolutionScratch {
  /// Output rows.
  let band: Int
  /// Floats of the copy.
  let count: Int

  /// As many rows as fit half of a second-level cache, because the weights are read once per band.
  init(_ convolution: Layer.Convolution, _ layer: Layer) {
    if convolution.kernel == 1, convolution.padding == .none {
      // Copied are the pixels that the windows meet, and the matrix product sees to its own blocks.
      band = layer.outputShape.height
      count = layer.outputShape.pixels * layer.inputShape.channels
      return
    }
    let line =
      ((layer.outputShape.width - 1) * convolution.stride + convolution.kernel)
      * layer.inputShape.channels
    let budget = 64 * 1024
    let rows = (budget / line - convolution.kernel) / convolution.stride + 1
    band = min(max(rows, 1), layer.outputShape.height)
    count = ((band - 1) * convolution.stride + convolution.kernel) * line
  }
}
