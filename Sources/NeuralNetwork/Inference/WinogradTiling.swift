import CKernels

#if arch(wasm32)
  /// The phone's network has no layer that this is for, and its module is smaller without.
  struct WinogradTiling {
    let tile = 0
    let block = 0

    init?(_ convolution: Layer.Convolution, _ layer: Layer, lanes: Int) { return nil }

    func scratchCount(_ layer: Layer) -> Int { 0 }

    static func packedCount(
      _ kernels: UnsafePointer<lentigo_kernels>, tile: Int, inputs: Int, outputs: Int
    ) -> Int { 0 }

    static func pack(
      _ weights: [Float], _ bias: [Float], _ kernels: UnsafePointer<lentigo_kernels>, tile: Int,
      inputs: Int, outputs: Int, into panels: UnsafeMutablePointer<Float>
    ) {}
  }
#else
  /// How a 3x3 convolution with stride 1 is cut up for Winograd's minimal filtering.
  struct WinogradTiling {
    /// Rows, and columns, of the output that are computed from one set of products: 2 or 4.
    let tile: Int
    /// Tiles that go through all matrix products together.
    let block: Int

    /// Nil where plain convolution is faster.
    ///
    /// What is decided depends on shapes alone, so that a network computes the same on every machine
    /// with the same instructions. Measured on AVX-512: tiles of 4 save three quarters of the
    /// multiplications, but their weights are four times as large and come from memory for every image;
    /// where an image has few tiles, reading them takes longer than multiplying, and tiles of 2 are the
    /// better half-way.
    ///
    /// The scalar kernel of this is for tests: the formula word by word, slower than the convolution.
    init?(_ convolution: Layer.Convolution, _ layer: Layer, lanes: Int) {
      let (inputs, outputs) = (layer.inputShape.channels, layer.outputShape.channels)
      guard convolution.kernel == 3, convolution.stride == 1, inputs >= 16, outputs >= 16,
        lanes > 1
      else { return nil }
      tile = layer.outputShape.tiles(of: 4) >= 25 ? 4 : 2
      let tiles = layer.outputShape.tiles(of: tile)
      guard tiles >= 25 else { return nil }
      block = Self.block(tiles: tiles, weights: (tile + 2) * (tile + 2) * inputs * outputs)
    }

    /// Few tiles, which stay in the second-level cache, where the weights do so too; otherwise more,
    /// because weights are read once per block. Measured; blocks are of equal size, but for the last.
    private static func block(tiles: Int, weights: Int) -> Int {
      let wanted = weights <= 160 << 10 ? 14 : weights <= 1200 << 10 ? 28 : 49
      let blocks = (tiles + wanted - 1) / wanted
      return (tiles + blocks - 1) / blocks
    }

    /// Floats of scratch memory.
    func scratchCount(_ layer: Layer) -> Int {
      lentigo_winograd_scratch_count(
        tile, block, layer.inputShape.channels, layer.outputShape.channels)
    }

    /// Floats of the panels.
    static func packedCount(
      _ kernels: UnsafePointer<lentigo_kernels>, tile: Int, inputs: Int, outputs: Int
    ) -> Int {
      lentigo_packed_winograd_count(kernels, tile, inputs, outputs)
    }

    /// Transforms weights and lays them out as the kernel reads them.
    static func pack(
      _ weights: [Float], _ bias: [Float], _ kernels: UnsafePointer<lentigo_kernels>, tile: Int,
      inputs: Int, outputs: Int, into panels: UnsafeMutablePointer<Float>
    ) {
      let scratch = PackedWeights(count: inputs * outputs)
      lentigo_pack_winograd(kernels, weights, bias, tile, inputs, outputs, scratch.base, panels)
    }
  }
#endif

extension Shape {
  /// Squares of `side` x `side` pixels that cover the image.
  func tiles(of side: Int) -> Int {
    ((height + side - 1) / side) * ((width + side - 1) / side)
  }
}
