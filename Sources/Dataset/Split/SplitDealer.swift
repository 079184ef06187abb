/// Deals groups to parts so that each part gets its share of either class.
struct SplitDealer {
  /// The share of each part, summing to 1.
  let shares: [Double]

  /// Groups of one image: each class is cut at its shares, rounded so that nothing is lost and that
  /// a part is empty of a class only where the class has fewer images than there are parts.
  func dealImages(_ groups: [SplitGroup]) -> [[Int]] {
    var parts = [[Int]](repeating: [], count: shares.count)
    for isMalignant in [false, true] {
      let members = groups.filter { ($0.malignant > 0) == isMalignant }.flatMap(\.members)
      var start = 0
      for (part, count) in counts(of: members.count).enumerated() {
        parts[part] += members[start..<(start + count)]
        start += count
      }
    }
    return parts
  }

  /// How many of `total` images each part gets: the largest remainders are rounded up.
  func counts(of total: Int) -> [Int] {
    let exact = shares.map { $0 * Double(total) }
    var counts = exact.map { Int($0.rounded(.down)) }
    let order = shares.indices.sorted { a, b in
      let (first, second) = (exact[a] - Double(counts[a]), exact[b] - Double(counts[b]))
      return first == second ? a < b : first > second
    }
    for part in order.prefix(max(0, total - counts.reduce(0, +))) { counts[part] += 1 }
    let wanted = shares.indices.filter { shares[$0] > 0 }
    guard total >= wanted.count else { return counts }
    for part in wanted where counts[part] == 0 {
      guard let largest = counts.indices.max(by: { counts[$0] < counts[$1] }) else { continue }
      counts[largest] -= 1
      counts[part] += 1
    }
    return counts
  }

  /// Groups of any size: the large ones are dealt first while there is room to even things out,
  /// then single groups move as long as that brings the parts nearer to their shares.
  ///
  /// The result is a local optimum: no single group can move to another part, nor two groups swap
  /// within the passes made, and improve it.
  func dealGroups(_ groups: [SplitGroup]) -> [[Int]] {
    var state = DealState(groups: groups, shares: shares)
    // Stable: equal sizes stay in the seed's order. Groups with malignant images come first, for
    // those are the rare class and the hardest to even out.
    let order = groups.indices.sorted { a, b in
      let first = (groups[a].malignant, groups[a].members.count)
      let second = (groups[b].malignant, groups[b].members.count)
      return first == second ? a < b : first > second
    }
    for group in order { state.assign(group, to: state.drawnPart(for: group)) }
    state.settle()
    return shares.indices.map { part in
      groups.indices.filter { state.part[$0] == part }.flatMap { groups[$0].members }
    }
  }
}
