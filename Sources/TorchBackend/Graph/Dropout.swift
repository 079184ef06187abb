/// What is left out of each row by chance.
///
/// It depends on the seed and a row's position alone, so that several processes, each with its own rows of a
/// batch, leave out what one with all of them would.
public struct Dropout: Sendable, Equatable {
  /// With which a number is left out: 0..<1.
  public var probability: Double
  /// Another one for every step.
  public var seed: UInt64
  /// Where each row stands in the whole batch.
  public var positions: [Int]

  public init(probability: Double, seed: UInt64, positions: [Int]) {
    self.probability = probability
    self.seed = seed
    self.positions = positions
  }

  /// The same for the next layer, with numbers of its own.
  var next: Dropout { Dropout(probability: probability, seed: seed &+ 1, positions: positions) }
}
