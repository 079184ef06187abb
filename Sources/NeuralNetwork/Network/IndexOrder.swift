/// Sorting. The core sorts nothing but indices, and here only: the standard library's sort weighs
/// several kilobytes in the phone's download, and as much again for each place that calls it.
enum IndexOrder {
  /// The numbers' indices, those of small numbers first, and of equal ones those that have the smaller
  /// number in `others`; where there is none they keep their order.
  @inline(never)
  static func of(_ numbers: [Int], andThen others: [Int] = []) -> [Int] {
    merged(numbers.count) {
      numbers[$0] == numbers[$1] && !others.isEmpty
        ? others[$0] < others[$1] : numbers[$0] < numbers[$1]
    }
  }

  /// The names' indices, byte by byte in order; equals keep theirs.
  @inline(never)
  static func of(_ names: [[UInt8]]) -> [Int] {
    merged(names.count) { names[$0].precedes(names[$1]) }
  }

  /// Merges runs that are in order, of one index at first.
  private static func merged(_ count: Int, _ precedes: (Int, Int) -> Bool) -> [Int] {
    var runs = [Int](0..<count)
    var next = runs
    var length = 1
    while length < count {
      for start in stride(from: 0, to: count, by: 2 * length) {
        let middle = min(start + length, count)
        let end = min(middle + length, count)
        var (left, right) = (start, middle)
        for place in start..<end {
          let takesRight =
            left == middle || (right < end && precedes(runs[right], runs[left]))
          next[place] = runs[takesRight ? right : left]
          if takesRight { right += 1 } else { left += 1 }
        }
      }
      swap(&runs, &next)
      length *= 2
    }
    return runs
  }
}
