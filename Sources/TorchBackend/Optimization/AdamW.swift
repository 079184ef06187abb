import CTorch

/// Adam with decoupled weight decay (Loshchilov and Hutter, 2019), as PyTorch's fused one.
///
/// Tensors without a gradient are left alone, so frozen ones cost nothing.
public final class AdamW {
  /// What may be changed between steps: scales and weight decays.
  public var groups: [ParameterGroup]
  public let beta1: Double
  public let beta2: Double
  public let epsilon: Double
  private let moments: [(first: [Tensor], second: [Tensor], steps: [Tensor])]

  /// - Parameters:
  ///   - beta1: Of the mean of gradients, 0..<1.
  ///   - beta2: Of the mean of their squares, 0..<1.
  ///   - epsilon: Added to the root of the latter.
  public init(
    groups: [ParameterGroup], beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8
  ) throws(TorchError) {
    self.groups = groups
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    var moments: [(first: [Tensor], second: [Tensor], steps: [Tensor])] = []
    for group in groups {
      var made: (first: [Tensor], second: [Tensor], steps: [Tensor]) = ([], [], [])
      for tensor in group.tensors {
        made.first.append(try tensor.zeros())
        made.second.append(try tensor.zeros())
        made.steps.append(try Tensor.full(0, shape: [], device: tensor.device))
      }
      moments.append(made)
    }
    self.moments = moments
  }

  /// Changes every tensor that has a gradient.
  public func step(learningRate: Double) throws(TorchError) {
    for (group, state) in zip(groups, moments) {
      guard let runtime = group.tensors.first?.runtime else { continue }
      var settings = ctorch_adamw(
        learning_rate: learningRate * group.learningRateScale, beta1: beta1, beta2: beta2,
        weight_decay: group.weightDecay, epsilon: epsilon)
      guard group.tensors.count == state.first.count else {
        throw TorchError(.failed, "the tensors of a group may not change after the first step")
      }
      try runtime.call { text, capacity in
        group.tensors.withHandles { parameters, count in
          state.first.withHandles { first, _ in
            state.second.withHandles { second, _ in
              state.steps.withHandles { steps, _ in
                var lists = ctorch_adamw_lists(
                  parameters: parameters, first_moments: first, second_moments: second,
                  steps: steps, count: count)
                return runtime.functions.pointee.adamw(&lists, &settings, text, capacity)
              }
            }
          }
        }
      }
    }
  }

  /// Forgets the gradients of all groups.
  public func zeroGradients() throws(TorchError) {
    try Tensor.zeroGradients(of: groups.flatMap(\.tensors))
  }

  /// Shortens all groups' gradients, taken as one vector, to at most `norm`; returns its length
  /// before.
  ///
  /// - Throws: `TorchError` with code `nonFinite` where a gradient is no finite number.
  @discardableResult
  public func clipGradients(norm: Double) throws(TorchError) -> Double {
    try Tensor.clipGradients(of: groups.flatMap(\.tensors), norm: norm)
  }

  /// A copy of what is known beside the parameters.
  public func state() throws(TorchError) -> OptimizerState {
    var state = OptimizerState(steps: [], firstMoments: [], secondMoments: [])
    for group in moments {
      for index in group.first.indices {
        state.steps.append(Float(try group.steps[index].item()))
        state.firstMoments.append(try group.first[index].floats())
        state.secondMoments.append(try group.second[index].floats())
      }
    }
    return state
  }

  /// Goes on from a copy.
  ///
  /// - Throws: `TorchError` with code `invalidWeights` where it is another optimiser's.
  public func restore(_ state: OptimizerState) throws(TorchError) {
    let first = moments.flatMap(\.first)
    let counts = first.map(\.count)
    guard state.steps.count == counts.count, state.firstMoments.map(\.count) == counts,
      state.secondMoments.map(\.count) == counts
    else {
      throw TorchError(.invalidWeights, "the optimiser's state is of another network or grouping")
    }
    let (second, steps) = (moments.flatMap(\.second), moments.flatMap(\.steps))
    for index in first.indices {
      try first[index].assign(state.firstMoments[index])
      try second[index].assign(state.secondMoments[index])
      try steps[index].assign([state.steps[index]])
    }
  }
}
