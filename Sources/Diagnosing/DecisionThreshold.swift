import Screening

/// The risk from which on a lesion is referred, and what it is called.
public struct DecisionThreshold: Sendable, Equatable {
  /// Such as `sensitivity-95`; nil where the model has one threshold alone.
  public let name: String?
  /// A risk in 0...1.
  public let value: Float

  /// A threshold of a model, or one's own.
  public init(name: String? = nil, value: Float) {
    self.name = name
    self.value = value
  }
}

extension ScreeningModel {
  /// The thresholds that can be asked for by name, in the order of the model file.
  public var namedThresholds: [DecisionThreshold] {
    operatingPoints.map {
      DecisionThreshold(name: String(decoding: $0.name, as: UTF8.self), value: $0.threshold)
    }
  }
}
