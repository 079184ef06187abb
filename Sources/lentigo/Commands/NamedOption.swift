import ArgumentParser
import NeuralNetwork

/// An enumeration whose cases have names of their own, which users type.
protocol Named: CaseIterable, Sendable {
  /// The case with exactly this name, or nil.
  init?(_ name: String)
}

extension Architecture: Named {}
extension Precision: Named {}

/// A case as an option names it.
///
/// A type of its own, because the parser would show the raw value, which is a number for files and
/// kernels, as the default.
struct NamedOption<Value: Named>: ExpressibleByArgument {
  let value: Value

  init(_ value: Value) {
    self.value = value
  }

  init?(argument: String) {
    guard let value = Value(argument) else { return nil }
    self.init(value)
  }

  static var allValueStrings: [String] { Value.allCases.map { "\($0)" } }

  var defaultValueDescription: String { "\(value)" }
}
