#if !arch(wasm32)
  import CKernels

  /// Parts of a step, each a step itself: the same bits, computed by several calls.
  ///
  /// Lines are rows of the output (tiles of it for Winograd's method; pixels where a kernel knows no
  /// rows; cache lines for a sum). Kinds of steps that are not named here are not cut.
  extension BoundStep {
    /// Lines that the output can be cut into.
    var lines: Int {
      switch self {
      case .matrix(let c): c.rows
      case .convolution(let c): c.output_height
      case .winograd(let c): c.end_tile
      case .depthwise(let c): c.output_height
      case .channelScale(let c): c.pixels
      case .add(let c): (c.count + 15) / 16
      case .maxPooling(let c): c.output_height
      case .reducedMatrix(_, let c): c.rows
      case .reducedConvolution(_, let c): c.rows
      default: 1
      }
    }

    /// The step for some of its lines.
    func part(lines: Range<Int>) -> BoundStep {
      let (first, count) = (lines.lowerBound, lines.count)
      switch self {
      case .matrix(var c):
        c.input += first * c.input_stride
        c.residual = c.residual.map { $0 + first * c.residual_stride }
        c.output += first * c.output_stride
        c.rows = count
        return .matrix(c)
      case .convolution(var c):
        let line = c.output_width * c.output_channels
        let above = Self.cut(first, c.stride, &c.height, &c.pad_top)
        c.input += above * c.width * c.channels
        c.residual = c.residual.map { $0 + first * line }
        c.output += first * line
        c.output_height = count
        c.band = min(c.band, count)
        return .convolution(c)
      case .winograd(var c):
        c.first_tile = lines.lowerBound
        c.end_tile = lines.upperBound
        // Equal blocks again: each reads all weights once.
        let blocks = (count + c.block - 1) / c.block
        c.block = (count + blocks - 1) / blocks
        return .winograd(c)
      case .depthwise(var c):
        let above = Self.cut(first, c.stride, &c.height, &c.pad_top)
        c.input += above * c.width * c.channels
        c.output += first * c.output_width * c.channels
        c.output_height = count
        return .depthwise(c)
      case .channelScale(var c):
        c.input += first * c.channels
        c.output += first * c.channels
        c.pixels = count
        return .channelScale(c)
      case .add(var c):
        c.a += first * 16
        c.b += first * 16
        c.output += first * 16
        c.count = min(c.count - first * 16, count * 16)
        return .add(c)
      case .maxPooling(var c):
        let above = Self.cut(first, c.stride, &c.height, &c.pad_top)
        c.input += above * c.width * c.channels
        c.output += first * c.output_width * c.channels
        c.output_height = count
        return .maxPooling(c)
      case .reducedMatrix(let precision, var c):
        c.first_row = first
        c.rows = count
        return .reducedMatrix(precision, c)
      case .reducedConvolution(let precision, var c):
        c.first_row = first
        c.rows = count
        c.band = min(c.band, count)
        return .reducedConvolution(precision, c)
      default: return self
      }
    }

    /// Takes off the input what lies above the window of output row `first`, padding first; returns the
    /// rows of the image that went.
    private static func cut(
      _ first: Int, _ stride: Int, _ height: inout Int, _ padding: inout Int
    ) -> Int {
      let above = first * stride - padding
      height -= max(above, 0)
      padding = max(-above, 0)
      return max(above, 0)
    }

    /// The step for some of the channels of its output, from the beginning of a panel of weights on.
    func part(channels: Range<Int>) -> BoundStep {
      let (first, count) = (channels.lowerBound, channels.count)
      switch self {
      case .matrix(var c):
        c.panels += first * (c.depth + 1)
        c.residual = c.residual.map { $0 + first }
        c.output += first
        c.columns = count
        return .matrix(c)
      case .dense(var c):
        c.panels += first * (c.depth + 1)
        c.output += first
        c.columns = count
        return .dense(c)
      case .channelMean(var c):
        c.input += first
        c.output += first
        c.channels = count
        return .channelMean(c)
      default: return self
      }
    }

    /// The step with scratch memory of its own.
    func using(scratch: UnsafeMutablePointer<Float>) -> BoundStep {
      switch self {
      case .convolution(var c):
        c.scratch = scratch
        return .convolution(c)
      case .winograd(var c):
        c.scratch = scratch
        return .winograd(c)
      case .reducedMatrix(let precision, var c):
        c.scratch = UnsafeMutableRawPointer(scratch)
        return .reducedMatrix(precision, c)
      case .reducedConvolution(let precision, var c):
        c.scratch = UnsafeMutableRawPointer(scratch)
        return .reducedConvolution(precision, c)
      case .reducedDense(let precision, var c):
        c.scratch = UnsafeMutableRawPointer(scratch)
        return .reducedDense(precision, c)
      default: return self
      }
    }
  }
#endif
