/// What an optimiser knows beside the parameters, for checkpoints: one entry for each tensor, group
/// by group.
public struct OptimizerState: Sendable, Equatable, Codable {
  /// Steps that each tensor has taken part in.
  public var steps: [Float]
  /// Rows first, whatever the memory order.
  public var firstMoments: [[Float]]
  public var secondMoments: [[Float]]

  public init(steps: [Float], firstMoments: [[Float]], secondMoments: [[Float]]) {
    self.steps = steps
    self.firstMoments = firstMoments
    self.secondMoments = secondMoments
  }
}
