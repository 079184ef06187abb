import ArgumentParser

/// `lentigo dataset`: looking at data, and drawing some.
struct DatasetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dataset",
    abstract: "Inspect labelled images, or draw synthetic ones.",
    discussion: """
      Example:
        lentigo dataset inspect --data isic2020
      """,
    subcommands: [InspectDatasetCommand.self, SynthesizeDatasetCommand.self])
}
