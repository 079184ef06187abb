import ArgumentParser
import NeuralNetwork

/// Several networks as one option names them: `mobilenet-v3-small,vgg16`.
struct NetworkList: ExpressibleByArgument {
  let architectures: [Architecture]

  init?(argument: String) {
    let names = argument.split(separator: ",", omittingEmptySubsequences: false).map {
      $0.trimmingPrefix { $0 == " " }
    }
    let found = names.compactMap { Architecture(String($0)) }
    guard !found.isEmpty, found.count == names.count else { return nil }
    architectures = Architecture.allCases.filter(found.contains)
  }

  /// As the option takes them.
  var names: String { architectures.map { "\($0)" }.joined(separator: ",") }
}
