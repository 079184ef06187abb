/// Tensors that an optimiser treats alike.
public struct ParameterGroup {
  public var tensors: [Tensor]
  /// The group's learning rate is the step's times this: 0 and up. Lower where less should change.
  public var learningRateScale: Double
  /// Decoupled from the gradient (Loshchilov and Hutter, 2019): 0 and up.
  public var weightDecay: Double

  public init(_ tensors: [Tensor], learningRateScale: Double = 1, weightDecay: Double = 0) {
    self.tensors = tensors
    self.learningRateScale = learningRateScale
    self.weightDecay = weightDecay
  }
}
