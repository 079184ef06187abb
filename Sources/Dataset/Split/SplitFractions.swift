/// What share of the images each part gets.
public struct SplitFractions: Sendable, Equatable, Codable {
  public let train: Double
  public let validation: Double
  public let test: Double

  /// 60 % train, 20 % validation, 20 % test (paper, section 3.5).
  public static let paper = SplitFractions(train: 0.6, validation: 0.2, test: 0.2)

  /// - Parameters: at least 0, finite and with a positive sum, by which they are divided when used.
  public init(train: Double, validation: Double, test: Double) {
    self.train = train
    self.validation = validation
    self.test = test
  }

  /// The three shares, summing to 1.
  /// - Throws: `cannotSplit` where they are no shares.
  func normalized() throws(DatasetError) -> [Double] {
    let shares = [train, validation, test]
    let sum = shares.reduce(0, +)
    guard shares.allSatisfy({ $0 >= 0 }), sum > 0, sum.isFinite else {
      throw DatasetError(
        code: .cannotSplit,
        message: "Shares of \(train), \(validation) and \(test) cannot split a data set: "
          + "give three numbers of at least 0, such as 0.6, 0.2 and 0.2.")
    }
    return shares.map { $0 / sum }
  }
}
