/// Which images are trained on, which choose the epoch and the operating point, and which are kept
/// for the test: positions in the list of records, each part in ascending order.
public struct Split: Sendable, Equatable, Codable {
  public let train: [Int]
  public let validation: [Int]
  public let test: [Int]
  /// Images that a folds file does not name; empty for the other methods.
  public let unassigned: [Int]

  /// Puts each part in ascending order.
  public init(train: [Int], validation: [Int], test: [Int], unassigned: [Int] = []) {
    self.train = train.sorted()
    self.validation = validation.sorted()
    self.test = test.sorted()
    self.unassigned = unassigned.sorted()
  }
}
