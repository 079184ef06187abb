import LesionImage

extension StrongAugmentationPolicy {
  /// What is wrong with the first value that cannot be used, under its name in JSON; nil where all can
  /// be.
  var problem: String? {
    for field in Self.shares {
      let share = self[keyPath: field.path]
      if !field.allowed.contains(share) {
        return "\(field.key.rawValue) is \(share): use a number from 0 to 1"
      }
    }
    for field in Self.amounts {
      let amount = self[keyPath: field.path]
      if !(0...1).contains(amount.probability) {
        return "the probability of \(field.key.rawValue) is \(amount.probability): use a number "
          + "from 0 to 1"
      }
      // What is never done has no range to speak of.
      if amount.probability == 0 { continue }
      if let problem = Self.problem(of: amount.range, field.key, within: field.allowed) {
        return problem
      }
      if amount.spread == .logarithmic, amount.range.lowerBound <= 0 {
        return "\(field.key.rawValue) spreads evenly over factors: its range must lie above 0"
      }
    }
    for field in Self.ranges {
      let range = self[keyPath: field.path]
      if let problem = Self.problem(of: range, field.key, within: field.allowed) { return problem }
    }
    if let cropSlack, !(0...1).contains(cropSlack) {
      return "\(CodingKeys.cropSlack.rawValue) is \(cropSlack): use a number from 0 to 1"
    }
    guard cutoutCount.lowerBound >= 1, cutoutCount.upperBound <= 64 else {
      return "\(CodingKeys.cutoutCount.rawValue) goes from \(cutoutCount.lowerBound) to "
        + "\(cutoutCount.upperBound): stay within 1 and 64"
    }
    return nil
  }

  private static func problem(
    of range: ClosedRange<Float>, _ key: CodingKeys, within allowed: ClosedRange<Float>
  ) -> String? {
    guard !allowed.contains(range.lowerBound) || !allowed.contains(range.upperBound) else {
      return nil
    }
    return "\(key.rawValue) goes from \(range.lowerBound) to \(range.upperBound): stay within "
      + "\(allowed.lowerBound) and \(allowed.upperBound)"
  }
}
