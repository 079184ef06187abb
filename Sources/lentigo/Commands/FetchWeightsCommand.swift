import ArgumentParser
import NeuralNetwork
import PretrainedWeights

/// `lentigo weights fetch`: official weights over the network.
struct FetchWeightsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fetch",
    abstract: "Download official weights, with their hash checked.",
    discussion: """
      What an interrupted download has brought is kept, and the same command goes on with it. \
      Proxies are taken from http_proxy, https_proxy and no_proxy.

      Examples:
        lentigo weights fetch all
        lentigo weights fetch vgg16 --base-url https://mirror.example.org/keras-applications
      """)

  private static let known = WeightSource.official.map { "\($0.architecture)" }

  @Argument(
    help: ArgumentHelp(
      "A network, or 'all': \(Self.known.joined(separator: ", ")).",
      valueName: "name"))
  var names: [String] = []

  @OptionGroup var options: WeightsOptions

  @Option(
    name: .customLong("base-url"),
    help: ArgumentHelp("A mirror with the paths of the official address.", valueName: "url"))
  var base = WeightSource.officialBase

  @Flag(help: "Print one JSON object a file.")
  var json = false

  func validate() throws {
    _ = try sources()
  }

  func run() throws {
    Interrupt.listen()
    let store = try options.store()
    let sources = try sources()
    var failures = 0
    for source in sources {
      let display = FetchDisplay(source.fileName)
      defer { display.clear() }
      do {
        let fetched = try store.fetch(
          source, from: base, isCancelled: { Interrupt.isRaised }, onEvent: display.show)
        display.clear()
        try report(source, fetched)
      } catch {
        // The others may be there already, or come from another server after a redirect.
        let code = (error as? WeightStoreError)?.code
        guard sources.count > 1, let code, ![.cancelled, .invalidAddress].contains(code) else {
          throw error
        }
        display.clear()
        StandardError.report("\(error)")
        failures += 1
      }
    }
    if failures > 0 {
      throw failures == sources.count ? CommandStatus.refused : CommandStatus.someInputFailed
    }
  }

  private func report(_ source: WeightSource, _ fetched: FetchedWeights) throws {
    if json {
      try StandardOutput.line(
        try JSON.line(
          Row(
            network: "\(source.architecture)", path: fetched.path, bytes: fetched.byteCount,
            transferred: fetched.transferred, md5: source.md5)))
    } else {
      try StandardOutput.line(
        "\(fetched.path): \(Numbers.grouped(fetched.byteCount)) bytes, "
          + (fetched.wasInstalled ? "was there already, " : "") + "MD5 as published")
    }
  }

  /// The files that were asked for, each once, in the order of the list.
  private func sources() throws -> [WeightSource] {
    let known = Self.known
    guard !names.isEmpty else {
      throw ValidationError(
        "say what to fetch: \(known.joined(separator: ", ")), or all of them with 'all'")
    }
    for name in names where name != "all" && !known.contains(name) {
      throw ValidationError(
        "'\(name)' is no network to fetch: choose \(known.joined(separator: ", ")) or all")
    }
    return WeightSource.official.filter {
      names.contains("all") || names.contains("\($0.architecture)")
    }
  }

  private struct Row: Encodable {
    let network: String
    let path: String
    let bytes: Int
    let transferred: Int
    let md5: String
  }
}
