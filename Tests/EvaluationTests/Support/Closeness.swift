import Testing

/// Whether two figures agree to a relative tolerance, or both are undefined.
func isClose(_ value: Double?, _ expected: Double?, tolerance: Double = 1e-12) -> Bool {
  guard let value, let expected else { return value == nil && expected == nil }
  if value == expected { return true }
  return abs(value - expected) <= tolerance * max(abs(value), abs(expected), 1e-3)
}

/// Fails, showing both, when two figures differ by more than a relative tolerance.
func expectClose(
  _ value: Double?, _ expected: Double?, tolerance: Double = 1e-12, _ what: String = "",
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(
    isClose(value, expected, tolerance: tolerance),
    "\(what): \(String(describing: value)) is not \(String(describing: expected))",
    sourceLocation: sourceLocation)
}
