import ArgumentParser
import NeuralNetwork

/// A network as an option names it.
///
/// A type of its own, because the parser would show `Architecture`'s raw value, which is a number
/// for files, as the default.
struct ArchitectureName: ExpressibleByArgument {
  let architecture: Architecture

  init(_ architecture: Architecture) {
    self.architecture = architecture
  }

  init?(argument: String) {
    guard let architecture = Architecture(argument) else { return nil }
    self.init(architecture)
  }

  static var allValueStrings: [String] { Architecture.allCases.map { "\($0)" } }

  var defaultValueDescription: String { "\(architecture)" }
}
