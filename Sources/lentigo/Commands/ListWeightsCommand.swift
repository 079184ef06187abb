import ArgumentParser
import NeuralNetwork
import PretrainedWeights

/// `lentigo weights list`: what can be fetched, and what is there.
struct ListWeightsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Show the networks, their official weights, and what is installed.",
    discussion: """
      Every file in the folder is read and hashed. 'official' means that its hash is the published \
      one; 'complete' that the whole backbone is in it all the same.

      Example:
        lentigo weights list --json
      """)

  @OptionGroup var options: WeightsOptions

  @Flag(help: "Print one JSON object instead of tables.")
  var json = false

  func run() throws {
    Interrupt.listen()
    let store = try options.store()
    let installed = try store.installed(isCancelled: { Interrupt.isRaised })
    let listing = WeightsListing(store: store, installed: installed)
    if json {
      try StandardOutput.line(try JSON.line(listing))
    } else {
      try StandardOutput.line(listing.text)
    }
    let broken = installed.compactMap(\.problem)
    for problem in broken { StandardError.report("\(problem)") }
    if !broken.isEmpty { throw CommandStatus.someInputFailed }
  }
}
