/// How often durations fell below a few bounds, as Prometheus counts them.
package struct Histogram: Sendable {
  /// Upper bounds in seconds, ascending; above the last one there is one more bucket.
  package let bounds: [Double]
  /// How many fell into each bucket, those of lower ones not among them.
  package private(set) var counts: [Int]
  /// Of all durations, in seconds.
  package private(set) var sum = 0.0

  /// From milliseconds, in which a picture is judged, to what a person waits at most.
  package static let seconds: [Double] = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30,
  ]

  package init(bounds: [Double] = Histogram.seconds) {
    self.bounds = bounds
    counts = [Int](repeating: 0, count: bounds.count + 1)
  }

  package mutating func add(_ duration: Duration) {
    let seconds = duration / .seconds(1)
    counts[bounds.firstIndex { seconds <= $0 } ?? bounds.count] += 1
    sum += seconds
  }
}
