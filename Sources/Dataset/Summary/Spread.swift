/// The smallest, middle and largest of some whole numbers.
public struct Spread: Sendable, Equatable, Codable {
  public let minimum: Int
  /// Of an even number of values, the lower of the middle two, so that it is one that occurs.
  public let median: Int
  public let maximum: Int

  /// - Returns: nil for no values.
  public init?(_ values: some Sequence<Int>) {
    let sorted = values.sorted()
    guard let first = sorted.first, let last = sorted.last else { return nil }
    minimum = first
    median = sorted[(sorted.count - 1) / 2]
    maximum = last
  }
}
