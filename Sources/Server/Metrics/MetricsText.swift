/// Metrics in the text format that Prometheus reads, version 0.0.4.
package struct MetricsText {
  package static let mediaType = "text/plain; version=0.0.4; charset=utf-8"

  package typealias Labels = [(name: String, value: String)]

  package private(set) var text = ""

  package init() {}

  package mutating func counter(
    _ name: String, _ help: String, _ samples: [(Labels, Double)]
  ) {
    add(name, help, type: "counter", samples)
  }

  package mutating func gauge(
    _ name: String, _ help: String, _ value: Double, _ labels: Labels = []
  ) {
    add(name, help, type: "gauge", [(labels, value)])
  }

  package mutating func histogram(
    _ name: String, _ help: String, _ samples: [(Labels, Histogram)]
  ) {
    head(name, help, type: "histogram")
    for (labels, histogram) in samples {
      var total = 0
      for (bound, count) in zip(histogram.bounds.map { "\($0)" } + ["+Inf"], histogram.counts) {
        total += count
        line("\(name)_bucket", labels + [("le", bound)], Double(total))
      }
      line("\(name)_sum", labels, histogram.sum)
      line("\(name)_count", labels, Double(total))
    }
  }

  private mutating func add(
    _ name: String, _ help: String, type: String, _ samples: [(Labels, Double)]
  ) {
    head(name, help, type: type)
    for (labels, value) in samples { line(name, labels, value) }
  }

  private mutating func head(_ name: String, _ help: String, type: String) {
    text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
  }

  private mutating func line(_ name: String, _ labels: Labels, _ value: Double) {
    let pairs = labels.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }.joined(separator: ",")
    let number = value.rounded() == value && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
    text += "\(name)\(pairs.isEmpty ? "" : "{\(pairs)}") \(number)\n"
  }

  private static func escaped(_ value: String) -> String {
    value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
  }
}
