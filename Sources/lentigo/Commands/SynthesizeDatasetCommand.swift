import ArgumentParser
import Dataset

/// `lentigo dataset synthesize`: labelled synthetic lesions in the ISIC 2020 layout.
struct SynthesizeDatasetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "synthesize",
    abstract: "Draw labelled synthetic lesions, for tests and demonstrations.",
    discussion: """
      The drawings vary as lesions do (asymmetry, border, colours, size, skin tone, hair, vignette), \
      with overlap between the classes. They teach nothing about real skin.

      Example:
        lentigo dataset synthesize --count 400 --output lesions --seed 7
      """)

  @Option(help: ArgumentHelp("How many images.", valueName: "n"))
  var count: Int

  @Option(help: ArgumentHelp("The folder to make: train.csv and images/.", valueName: "dir"))
  var output: String

  @Option(help: "Same seed, same images.")
  var seed: UInt64 = 0

  @Option(help: ArgumentHelp("The share of malignant lesions, 0 to 1.", valueName: "share"))
  var malignantShare: Double = 0.15

  @Option(help: ArgumentHelp("Width and height in pixels.", valueName: "pixels"))
  var size: Int = 256

  func validate() throws {
    guard (1...1_000_000).contains(count) else {
      throw ValidationError("--count must be 1 to 1,000,000")
    }
    guard (0...1).contains(malignantShare) else {
      throw ValidationError("--malignant-share must be 0 to 1")
    }
    guard (64...2048).contains(size) else { throw ValidationError("--size must be 64 to 2048") }
  }

  func run() throws {
    Interrupt.listen()
    let bar = ProgressBar("Drawing")
    defer { bar.clear() }
    try SyntheticDataset.write(
      count: count, directory: output, seed: seed, malignantShare: malignantShare, side: size,
      progress: { bar.update($0, of: $1) }, isCancelled: { Interrupt.isRaised })
    bar.clear()
    try StandardOutput.line(
      "\(output): \(Numbers.grouped(count)) synthetic lesions in images/, labels in train.csv")
  }
}
