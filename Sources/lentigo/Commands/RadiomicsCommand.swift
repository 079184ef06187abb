import ArgumentParser
import Dataset
import Foundation
import Radiomics

/// `lentigo radiomics`: the paper's baseline without a network.
struct RadiomicsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "radiomics",
    abstract: "Fit and test the paper's baseline: an SVM on shape, texture and colour features.",
    discussion: """
      Of every image 7 Hu moments, 13 Haralick features and a colour histogram of 512 bins are \
      computed. A support vector machine is fitted to them; its kernel and C are chosen by \
      cross-validation on images outside the test part, and the test part is looked at once.

      The paper's own baseline has an AUC of .3993, below chance; a score that is turned over is one \
      way to get there. So the same features are measured in three ways: with the sign as libsvm \
      returns it, with the sign put right, and with class weights besides.

      Examples:
        lentigo radiomics --data isic2020
        lentigo radiomics --data isic2020 --split random --cache baseline --json
      """,
    aliases: ["baseline"])

  @OptionGroup var data: DataOptions
  @OptionGroup var split: SplitOptions

  @Option(
    help: ArgumentHelp(
      "Fit on at most so many images, in the proportion of the classes.", valueName: "n"))
  var examples: Int = 5000

  @Option(help: ArgumentHelp("Folds that choose kernel and C.", valueName: "n"))
  var crossValidation: Int = 3

  @Option(help: "Every random choice follows from it: same seed and data, same figures.")
  var seed: UInt64 = 0

  @Option(
    help: ArgumentHelp(
      "Keep features and fitted folds there: a stopped run goes on, and another split is faster.",
      valueName: "dir"))
  var cache: String?

  @OptionGroup var threads: ThreadsOption

  @Flag(help: "Print one JSON object instead of text.")
  var json = false

  func validate() throws {
    guard (1...100_000).contains(examples) else {
      throw ValidationError("--examples must be 1 to 100,000")
    }
    guard (2...20).contains(crossValidation) else {
      throw ValidationError("--cross-validation must be 2 to 20")
    }
  }

  func run() throws {
    Interrupt.listen()
    let manifest = try data.manifest()
    let parts = try Split.make(manifest.records, method: try split.method(), seed: seed)
    for warning in parts.leaks(among: manifest.records).warnings { StandardError.report(warning) }
    let test = parts.test.map { manifest.records[$0] }
    let started = ContinuousClock.now
    let result = try fit(
      RadiomicsConfiguration(
        development: (parts.train + parts.validation).sorted().map { manifest.records[$0] },
        test: test, exampleLimit: examples, folds: crossValidation, seed: seed,
        threads: threads.threads, groupsPatients: split.split == .patient, cacheFolder: cache))
    StandardError.report(
      result.unusable.map { "left out: \($0.path): \($0.message)" }, atMost: 10,
      rest: "more images left out; `lentigo dataset inspect` lists them all")
    let output = try RadiomicsOutput(
      data: data.name, split: split.words, seed: seed, result: result,
      test: result.testImages.map { test[$0] }, duration: ContinuousClock.now - started)
    try StandardOutput.line(json ? try JSON.line(output) : output.text)
    if !result.unusable.isEmpty || manifest.leavesRowsOut { throw CommandStatus.someInputFailed }
  }

  private func fit(_ configuration: RadiomicsConfiguration) throws -> RadiomicsResult {
    let extracting = ProgressBar("Features")
    let fitting = ProgressBar("Fitting")
    defer {
      extracting.clear()
      fitting.clear()
    }
    return try RadiomicsBaseline(configuration).run(
      isCancelled: { Interrupt.isRaised },
      onEvent: { event in
        switch event {
        case .extracting(let done, let total): extracting.update(done, of: total)
        case .fitting(let done, let total):
          extracting.clear()
          fitting.update(done, of: total)
        case .notice(let sentence):
          extracting.clear()
          fitting.clear()
          StandardError.report(sentence)
        }
      })
  }
}
