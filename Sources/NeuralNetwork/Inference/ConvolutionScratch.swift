/// How many output rows a convolution computes from one copy of its zero-padded input rows.
struct ConvolutionScratch {
  /// Output rows.
  let band: Int
  /// Floats of the copy.
  let count: Int

  /// As many rows as fit half of a second-level cache, because the weights are read once per band; where
  /// these are few enough to stay in the first level, as many rows as do so too.
  init(_ convolution: Layer.Convolution, _ layer: Layer) {
    self.init(convolution, layer, floatsPerPixel: layer.inputShape.channels)
  }

  /// The same where the copy has another count of floats to a pixel, for its channels.
  init(_ convolution: Layer.Convolution, _ layer: Layer, floatsPerPixel: Int) {
    if convolution.kernel == 1, convolution.padding == .none {
      // Copied are the pixels that the windows meet, and the matrix product sees to its own blocks.
      band = layer.outputShape.height
      count = layer.outputShape.pixels * floatsPerPixel
      return
    }
    let line =
      ((layer.outputShape.width - 1) * convolution.stride + convolution.kernel)
      * floatsPerPixel
    let weights =
      convolution.kernel * convolution.kernel * layer.inputShape.channels
      * layer.outputShape.channels
    let budget = weights <= 4 * 1024 ? 8 * 1024 : 64 * 1024
    let rows = (budget / line - convolution.kernel) / convolution.stride + 1
    band = min(max(rows, 1), layer.outputShape.height)
    count = ((band - 1) * convolution.stride + convolution.kernel) * line
  }
}
