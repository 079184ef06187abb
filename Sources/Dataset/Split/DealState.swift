/// Groups on their way to parts, and how far each part is from its share of either class.
struct DealState {
  private let groups: [SplitGroup]
  private let shares: [Double]
  /// Images of all groups, at least 1 so that an absent class weighs nothing.
  private let totals: SIMD2<Double>
  /// Benign and malignant images in each part.
  private var counts: [SIMD2<Double>]
  /// The part of each group; -1 before it is dealt.
  private(set) var part: [Int]

  init(groups: [SplitGroup], shares: [Double]) {
    self.groups = groups
    self.shares = shares
    let sums = groups.reduce(SIMD2<Double>()) { $0 + Self.size($1) }
    totals = SIMD2(max(1, sums.x), max(1, sums.y))
    counts = Array(repeating: SIMD2(), count: shares.count)
    part = Array(repeating: -1, count: groups.count)
  }

  private static func size(_ group: SplitGroup) -> SIMD2<Double> {
    SIMD2(Double(group.benign), Double(group.malignant))
  }

  mutating func assign(_ group: Int, to newPart: Int) {
    if part[group] >= 0 { counts[part[group]] -= Self.size(groups[group]) }
    counts[newPart] += Self.size(groups[group])
    part[group] = newPart
  }

  /// A random part among those with room for the group, each as likely as it has room; where none
  /// has, the one that suffers least. The group's rank is the chance, so that the draw depends
  /// neither on the order of dealing nor on other groups' draws.
  func drawnPart(for group: Int) -> Int {
    let size = Self.size(groups[group])
    let room = shares.indices.map { part -> Double in
      let left = shares[part] * totals - counts[part]
      let fits = left.x >= size.x && left.y >= size.y
      return fits ? (size.y > 0 ? left.y : left.x) : 0
    }
    var remaining = Double(groups[group].rank >> 11) * 0x1p-53 * room.reduce(0, +)
    for part in shares.indices where room[part] > 0 {
      remaining -= room[part]
      if remaining < 0 { return part }
    }
    let candidates = shares.indices.filter { shares[$0] > 0 }
    return candidates.min { cost(of: $0, adding: size) < cost(of: $1, adding: size) } ?? 0
  }

  /// Moves and swaps groups until neither helps, within a fixed number of passes.
  mutating func settle() {
    for _ in 0..<20 {
      var hasChanged = false
      for group in groups.indices {
        if moveIfBetter(group) || swapIfBetter(group) { hasChanged = true }
      }
      if !hasChanged { return }
    }
  }

  /// Squared distance of a part from its shares, were `size` added; classes count alike, however
  /// rare one is.
  private func distance(_ part: Int, adding size: SIMD2<Double>) -> Double {
    let error = (counts[part] + size) / totals - shares[part]
    return (error * error).sum()
  }

  private func cost(of part: Int, adding size: SIMD2<Double>) -> Double {
    distance(part, adding: size) - distance(part, adding: SIMD2())
  }

  private mutating func moveIfBetter(_ group: Int) -> Bool {
    let size = Self.size(groups[group])
    let old = part[group]
    let gain = cost(of: old, adding: -size)
    var best: (part: Int, change: Double)?
    for new in shares.indices where new != old && shares[new] > 0 {
      let change = gain + cost(of: new, adding: size)
      // The margin keeps rounding errors from moving groups in circles.
      if change < -1e-12, change < best?.change ?? 0 { best = (new, change) }
    }
    guard let best else { return false }
    assign(group, to: best.part)
    return true
  }

  /// Looks only at the groups that follow closely: a full search would be quadratic.
  private mutating func swapIfBetter(_ group: Int) -> Bool {
    for other in groups.indices[(group + 1)...].prefix(64) where part[other] != part[group] {
      let difference = Self.size(groups[other]) - Self.size(groups[group])
      if difference == SIMD2() { continue }
      let (a, b) = (part[group], part[other])
      let change = cost(of: a, adding: difference) + cost(of: b, adding: -difference)
      if change < -1e-12 {
        assign(group, to: b)
        assign(other, to: a)
        return true
      }
    }
    return false
  }
}
