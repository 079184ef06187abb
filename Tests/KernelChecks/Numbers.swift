import NeuralNetwork

/// The largest distance between numbers in the same place.
package func largestDifference(_ a: some Collection<Float>, _ b: some Collection<Float>) -> Float {
  precondition(a.count == b.count, "the counts differ")
  return zip(a, b).reduce(0) { $1.0.isNaN || $1.1.isNaN ? .infinity : max($0, abs($1.0 - $1.1)) }
}

/// The largest magnitude.
package func largestMagnitude(_ numbers: some Sequence<Float>) -> Float {
  numbers.reduce(0) { max($0, abs($1)) }
}

/// Runs a plan once on an image.
package func run(_ plan: ExecutionPlan, on image: [Float]) -> [Float] {
  let session = InferenceSession(plan)
  _ = session.input.update(from: image)
  return session.outputs()
}
