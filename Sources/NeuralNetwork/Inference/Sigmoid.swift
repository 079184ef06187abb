import CKernels

/// The logistic function 1 / (1 + exp(-x)), 0...1: turns a logit into a probability.
///
/// Within one unit in the last place, and the same bits on every platform.
public func sigmoid(_ x: Float) -> Float { lentigo_sigmoid(x) }
