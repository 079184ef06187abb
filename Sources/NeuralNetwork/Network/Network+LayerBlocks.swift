#if !hasFeature(Embedded)
  extension Network {
    /// For each layer the row of `blocks` that it comes from.
    package var layerBlocks: [Int] {
      // Expanded once more rather than stored: the phone has no use for it.
      var builder = LayerBuilder(architecture.backbone, origin: origin, input: inputShape)
      var rows: [Int] = []
      for (row, block) in blocks.enumerated() {
        builder.append(block, names: BlockNames())
        rows += [Int](repeating: row, count: builder.layers.count - rows.count)
      }
      return rows
    }
  }
#endif
