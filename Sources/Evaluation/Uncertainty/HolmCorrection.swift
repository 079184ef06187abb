/// Several tests at once: what is left of each p-value when one of many had to come out small.
public enum HolmCorrection {
  /// p-values that hold for all tests together: calling real what lies below 0.05 claims even one
  /// difference that does not exist in at most 5 % of such sets, however the tests depend on each other.
  ///
  /// - Parameter pValues: One a test, 0 to 1.
  /// - Returns: In the same order, 0 to 1, none below its input.
  ///
  /// Source: Holm 1979, Scandinavian Journal of Statistics 6:65.
  public static func adjusted(_ pValues: [Double]) -> [Double] {
    var result = pValues
    var largest = 0.0
    let order = pValues.indices.sorted { (pValues[$0], $0) < (pValues[$1], $1) }
    for (rank, index) in order.enumerated() {
      largest = max(largest, min(1, pValues[index] * Double(pValues.count - rank)))
      result[index] = largest
    }
    return result
  }
}
