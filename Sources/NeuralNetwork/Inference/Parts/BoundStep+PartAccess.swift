#if !arch(wasm32)
  import CKernels

  extension BoundStep {
    /// The activations that the step reads and writes, or more than those.
    ///
    /// Weights do not change, and scratch is each worker's own: neither is listed.
    var accesses: (reads: [PartAccess], writes: [PartAccess]) {
      switch self {
      case .matrix(let c):
        var reads = [
          PartAccess(c.input, pieces: c.rows, count: c.depth, stride: c.input_stride)
        ]
        if let residual = c.residual {
          reads.append(
            PartAccess(residual, pieces: c.rows, count: c.columns, stride: c.residual_stride))
        }
        return (
          reads, [PartAccess(c.output, pieces: c.rows, count: c.columns, stride: c.output_stride)]
        )
      case .convolution(let c):
        let rows = min(c.height, (c.output_height - 1) * c.stride + c.kernel - c.pad_top)
        let output = c.output_height * c.output_width * c.output_channels
        var reads = [PartAccess(c.input, count: rows * c.width * c.channels)]
        if let residual = c.residual { reads.append(PartAccess(residual, count: output)) }
        return (reads, [PartAccess(c.output, count: output)])
      case .winograd(let c):
        // Whole rows of tiles: more than is touched where a part begins or ends within one.
        let across = (c.output_width + c.tile - 1) / c.tile
        let first = c.first_tile / across * c.tile
        let end = ((c.end_tile - 1) / across + 1) * c.tile
        let above = max(first - c.pad_top, 0)
        let below = min(end + 2 - c.pad_top, c.height)
        let line = c.output_width * c.output_channels
        let output = (min(end, c.output_height) - first) * line
        var reads = [
          PartAccess(
            c.input + above * c.width * c.channels, count: (below - above) * c.width * c.channels)
        ]
        if let residual = c.residual {
          reads.append(PartAccess(residual + first * line, count: output))
        }
        return (reads, [PartAccess(c.output + first * line, count: output)])
      case .depthwise(let c):
        let rows = min(c.height, (c.output_height - 1) * c.stride + c.kernel - c.pad_top)
        return (
          [PartAccess(c.input, count: rows * c.width * c.channels)],
          [PartAccess(c.output, count: c.output_height * c.output_width * c.channels)]
        )
      case .dense(let c):
        return ([PartAccess(c.input, count: c.depth)], [PartAccess(c.output, count: c.columns)])
      case .channelMean(let c):
        return (
          [
            PartAccess(
              c.input, pieces: c.lines * c.pixels, count: c.channels, stride: c.pixel_stride)
          ], [PartAccess(c.output, count: c.channels)]
        )
      case .channelScale(let c):
        let count = c.pixels * c.channels
        return (
          [PartAccess(c.input, count: count), PartAccess(c.scale, count: c.channels)],
          [PartAccess(c.output, count: count)]
        )
      case .add(let c):
        return (
          [PartAccess(c.a, count: c.count), PartAccess(c.b, count: c.count)],
          [PartAccess(c.output, count: c.count)]
        )
      case .maxPooling(let c):
        let rows = min(c.height, (c.output_height - 1) * c.stride + c.window - c.pad_top)
        return (
          [PartAccess(c.input, count: rows * c.width * c.channels)],
          [PartAccess(c.output, count: c.output_height * c.output_width * c.channels)]
        )
      case .reducedMatrix(_, let c):
        // From the first row's beginning to the last one's end: more than is read where rows lie apart.
        func place(_ row: Int) -> Int {
          row / c.line * c.line_stride + row % c.line * c.input_stride
        }
        let (first, last) = (c.first_row, c.first_row + c.rows - 1)
        var reads = [
          PartAccess(c.input + place(first), count: place(last) - place(first) + c.depth)
        ]
        if let residual = c.residual {
          reads.append(
            PartAccess(
              residual + first * c.residual_stride, pieces: c.rows, count: c.columns,
              stride: c.residual_stride))
        }
        return (
          reads,
          [
            PartAccess(
              c.output + first * c.output_stride, pieces: c.rows, count: c.columns,
              stride: c.output_stride)
          ]
        )
      case .reducedConvolution(_, let c):
        // The whole input, because its range is that of all values.
        let (first, pixels) = (c.first_row * c.output_width, c.rows * c.output_width)
        var reads = [PartAccess(c.input, count: c.height * c.width * c.channels)]
        if let residual = c.residual {
          reads.append(
            PartAccess(
              residual + first * c.residual_stride, pieces: pixels, count: c.output_channels,
              stride: c.residual_stride))
        }
        return (
          reads,
          [
            PartAccess(
              c.output + first * c.output_stride, pieces: pixels, count: c.output_channels,
              stride: c.output_stride)
          ]
        )
      case .reducedDense(_, let c):
        return ([PartAccess(c.input, count: c.depth)], [PartAccess(c.output, count: c.columns)])
      }
    }
  }
#endif
