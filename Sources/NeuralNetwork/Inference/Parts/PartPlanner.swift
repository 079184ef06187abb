#if !arch(wasm32)
  import CKernels

  /// Cuts steps into parts, one for each of several workers.
  ///
  /// What is decided depends on shapes and on the count of workers alone, and changes no bit of the
  /// result: lines and panels are computed in the same way whoever computes them.
  ///
  /// What costs most is what one worker writes and another touches: some ten nanoseconds for every
  /// cache line, and the same again where it is then written. So workers keep to their lines of the
  /// image from step to step, although each then reads all weights, and only where weights are larger
  /// than a cache of one's own do they share those.
  struct PartPlanner {
    /// What each worker has to do for a step, or for a stage of it that needs all of the one before.
    typealias Stage = [[BoundStep]]

    let workers: Int
    /// Channels of a panel of weights.
    private let panel: Int
    /// Channels of a cache line.
    private let cacheLine = 16
    /// Weights, in floats, that a worker's own cache holds beside all else.
    private let cachedWeights = 256 << 10

    init(workers: Int, kernels: UnsafePointer<lentigo_kernels>) {
      self.workers = workers
      panel = kernels.pointee.lanes * kernels.pointee.matrix_vectors
    }

    /// - Parameter sums: memory for the sums of lines, `lineSumCount` floats.
    func stages(of step: BoundStep, sums: UnsafeMutablePointer<Float>) -> [Stage] {
      switch step {
      case .matrix(let c) where c.depth * c.columns > cachedWeights:
        [byChannels(step, c.columns, unit: panel)]
      case .dense(let c):
        // Half a microsecond of work is not worth meeting for.
        [c.depth * c.columns < 8192 ? alone(step) : byChannels(step, c.columns, unit: panel)]
      case .channelMean(let c): mean(c, sums: sums)
      // Not cut: how many sums a column is split into depends on how many columns are left, and bf16
      // would give other bits. Its weights are few bytes, too.
      case .reducedDense: [alone(step)]
      default: [byLines(step)]
      }
    }

    private func alone(_ step: BoundStep) -> Stage {
      [[step]] + [[BoundStep]](repeating: [], count: workers - 1)
    }

    private func byLines(_ step: BoundStep) -> Stage {
      guard step.lines > 1 else { return alone(step) }
      return shares(of: step.lines).map { $0.isEmpty ? [] : [step.part(lines: $0)] }
    }

    private func byChannels(_ step: BoundStep, _ channels: Int, unit: Int) -> Stage {
      shares(of: (channels + unit - 1) / unit).map { units in
        let range = units.lowerBound * unit..<min(units.upperBound * unit, channels)
        return range.isEmpty ? [] : [step.part(channels: range)]
      }
    }

    /// The sum of each line by the worker that has computed the line; then of the sums.
    private func mean(
      _ mean: lentigo_channel_mean, sums: UnsafeMutablePointer<Float>
    ) -> [Stage] {
      let lines = shares(of: mean.lines).map { lines in
        lines.map { line -> BoundStep in
          var part = mean
          part.input += line * mean.pixels * mean.pixel_stride
          part.output = sums + line * mean.channels
          part.lines = 1
          part.divisor = 1
          return .channelMean(part)
        }
      }
      var total = mean
      total.input = UnsafePointer(sums)
      total.pixels = 1
      total.pixel_stride = mean.channels
      return [lines, byChannels(.channelMean(total), mean.channels, unit: cacheLine)]
    }

    /// `count` things in as many equal shares as there are workers.
    private func shares(of count: Int) -> [Range<Int>] {
      (0..<workers).map { count * $0 / workers..<count * ($0 + 1) / workers }
    }
  }

  extension Step {
    /// Floats of memory for the sums of lines, where the step takes a mean.
    var lineSumCount: Int {
      if case .channelMean = kernel { inputShape.height * inputShape.channels } else { 0 }
    }
  }
#endif
