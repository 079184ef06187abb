extension WeightStoreError: CustomStringConvertible {
  /// The message, followed by the cause where there is one.
  public var description: String {
    guard let cause else { return message }
    return "\(message) (\(cause))"
  }
}
