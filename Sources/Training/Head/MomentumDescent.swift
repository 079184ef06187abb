/// Stochastic gradient descent with momentum, as PyTorch and Keras with `momentum` define it:
/// `velocity = momentum * velocity + gradient`, then `parameter -= rate * velocity`.
///
/// (Keras writes `velocity = momentum * velocity - rate * gradient; parameter += velocity`, which
/// takes the same steps as long as the rate is constant, as it is in the paper.)
public struct MomentumDescent: Sendable, Equatable {
  /// Step size; above 0.
  public var rate: Float
  /// Share of the last step's velocity that is kept; 0..<1.
  public var momentum: Float

  public init(rate: Float, momentum: Float) {
    self.rate = rate
    self.momentum = momentum
  }

  /// Takes one step.
  ///
  /// - Parameters:
  ///   - parameters: the values that learn.
  ///   - velocity: the optimiser's memory, as many values; zeros before the first step.
  ///   - gradient: the loss's derivative with respect to each parameter, as many values.
  public func step(parameters: inout [Float], velocity: inout [Float], gradient: [Float]) {
    let count = parameters.count
    precondition(velocity.count == count && gradient.count == count)
    let (rate, momentum) = (rate, momentum)
    parameters.withUnsafeMutableBufferPointer { parameters in
      velocity.withUnsafeMutableBufferPointer { velocity in
        gradient.withUnsafeBufferPointer { gradient in
          for index in 0..<count {
            let speed = momentum * velocity[index] + gradient[index]
            velocity[index] = speed
            parameters[index] -= rate * speed
          }
        }
      }
    }
  }
}
