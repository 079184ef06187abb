extension ScoredLabels {
  /// The calibration curve over bins of about equally many samples: those of scikit-learn's
  /// `calibration_curve(strategy="quantile")`. Equal scores share a bin.
  ///
  /// - Parameter bins: How many at most, at least 1. Ten is usual.
  /// - Returns: No bins without samples, or when a score lies outside 0 ... 1.
  public func calibrationCurve(bins: Int = 10) -> CalibrationCurve {
    ranked.calibrationCurve(bins: bins)
  }

  /// ``CalibrationCurve/expectedError`` of ``calibrationCurve(bins:)``.
  public func expectedCalibrationError(bins: Int = 10) -> Double? {
    calibrationCurve(bins: bins).expectedError
  }
}

extension RankedScores {
  func calibrationCurve(bins: Int) -> CalibrationCurve {
    // By rising score; a resample may have left a level empty.
    let levels = levels.reversed().filter { $0.positives + $0.negatives > 0 }
    guard bins > 0, let least = levels.first, let largest = levels.last, least.score >= 0,
      largest.score <= 1
    else { return CalibrationCurve(bins: []) }
    let edges = Self.quantiles(of: levels, parts: bins)
    var result: [CalibrationCurve.Bin] = []
    var (bin, count, malignant, sum) = (0, 0, 0, 0.0)
    func close() {
      guard count > 0 else { return }
      result.append(.init(count: count, malignant: malignant, meanScore: sum / Double(count)))
      (count, malignant, sum) = (0, 0, 0)
    }
    for level in levels {
      while bin < edges.count, edges[bin] < level.score {
        close()
        bin += 1
      }
      let samples = level.positives + level.negatives
      count += samples
      malignant += level.positives
      sum += Double(samples) * level.score
    }
    close()
    return CalibrationCurve(bins: result)
  }

  /// The scores at 1/parts, 2/parts and so on of the samples, interpolated between neighbours as NumPy
  /// does by default (type 7 of Hyndman and Fan 1996).
  ///
  /// - Parameter levels: by rising score, none of them empty.
  private static func quantiles(of levels: [Level], parts: Int) -> [Double] {
    let total = levels.reduce(0) { $0 + $1.positives + $1.negatives }
    var edges: [Double] = []
    var (level, upTo) = (0, levels[0].positives + levels[0].negatives)
    for part in 1..<max(parts, 1) {
      let position = Double(part * (total - 1)) / Double(parts)
      let below = Int(position)
      while upTo <= below {
        level += 1
        upTo += levels[level].positives + levels[level].negatives
      }
      let isLastOfLevel = below + 1 == upTo && level + 1 < levels.count
      let step = isLastOfLevel ? levels[level + 1].score - levels[level].score : 0
      edges.append(levels[level].score + step * (position - Double(below)))
    }
    return edges
  }
}
