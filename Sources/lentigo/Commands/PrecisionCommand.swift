import ArgumentParser
import Dataset
import Files
import Foundation
import NeuralNetwork
import Training

/// `lentigo precision`: what bf16 and int8 cost a model.
struct PrecisionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "precision",
    abstract: "Measure what bf16 and int8 cost a model, and offer it in those that pass.",
    discussion: """
      Scores labelled images that did not train the model in fp32 and in every other precision of this \
      processor. A model may be offered in a precision that loses at most .002 AUC and at most .01 \
      sensitivity at 90 % specificity, as measured on at least 10 images of each class; fp32 stays the \
      reference. `lentigo train` measures the same on its validation images: this command is for \
      models that were trained elsewhere, and for more images.

      --output writes the model with what was found, ready for --precision; without it nothing is \
      written. To keep the test images for the test, measure on --part validation.

      Examples:
        lentigo precision --model model.safetensors --data isic2020
        lentigo precision --model model.safetensors --data isic2020 \\
          --output fast.safetensors
        lentigo evaluate --model fast.safetensors --data isic2020 --precision bf16
      """)

  enum Part: String, CaseIterable, ExpressibleByArgument {
    case untrained
    case validation
    case test
  }

  @OptionGroup var model: ModelOption
  @OptionGroup var data: DataOptions

  @Option(
    help: "Which images: all that did not train the model, those that tuned it, or those unseen.")
  var part: Part = .untrained

  @Option(
    help: ArgumentHelp(
      "Write the model there, offered in what passed; the model's own name replaces it.",
      valueName: "file"))
  var output: String?

  @OptionGroup var threads: ThreadsOption

  @Flag(help: "Print one JSON object instead of a table.")
  var json = false

  func run() throws {
    Interrupt.listen()
    let path = model.path
    let loaded = try ModelLoader.loadWithProvenance(path)
    let meter = PrecisionMeter(loaded.model, file: loaded.file, threads: threads.threads)
    guard !meter.precisions.isEmpty else {
      throw RefusedMeasurement(
        "\(path) cannot be measured here: this processor has no products but fp32 in the instruction "
          + "set \(loaded.model.plan.instructionSet). Run this on a machine that has bf16 or int8.")
    }
    let offer = try ModelOffer(loaded.file)
    if let output { try AtomicFile.checkDestination(output) }
    let manifest = try data.manifest()
    let records = try Self.select(part, of: manifest.records, by: loaded.provenance)

    let display = MeasuringDisplay()
    defer { display.clear() }
    let measurement = try meter.measure(
      records, in: meter.precisions,
      measuredOn: "\(URL(fileURLWithPath: data.name).lastPathComponent), \(part.rawValue)",
      isCancelled: { Interrupt.isRaised }, onEvent: display.show)
    display.clear()
    StandardError.report(
      measurement.unusable.map { "left out: \($0.path): \($0.message)" }, atMost: 10,
      rest: "more images left out; `lentigo dataset inspect` lists them all")
    if let output {
      try AtomicFile.write(try offer.bytes(measured: measurement.precisions), to: output)
      let names = ["fp32"] + measurement.precisions.filter(\.offered).map(\.precision)
      StandardError.report("wrote \(output), offered in \(names.joined(separator: ", "))")
    }
    let result = PrecisionOutput(
      model: path, data: data.name, part: part.rawValue, output: output, measurement: measurement)
    try StandardOutput.line(json ? try JSON.line(result) : result.text)
    if !measurement.unusable.isEmpty || manifest.leavesRowsOut {
      throw CommandStatus.someInputFailed
    }
  }

  /// The images to measure on. Files that cannot be read stay in: loading names each of them.
  private static func select(
    _ part: Part, of records: [LesionRecord], by provenance: ModelProvenance
  ) throws -> [LesionRecord] {
    let bar = ProgressBar("Recognising")
    defer { bar.clear() }
    let partition = provenance.partition(
      records, progress: { bar.update($0, of: records.count) },
      isCancelled: { Interrupt.isRaised })
    if Interrupt.isRaised { throw CommandStatus.interrupted }
    let chosen =
      switch part {
      case .untrained: partition.validation + partition.unseen
      case .validation: partition.validation
      case .test: partition.unseen
      }
    guard !chosen.isEmpty else {
      throw RefusedMeasurement(
        part == .validation
          ? "The model was not tuned on any image here. Leave out --part, or use the data that it was "
            + "trained with."
          : "The model was trained on every image here that can be read, so they cannot tell what a "
            + "precision costs. Use other images.")
    }
    return (chosen + partition.unreadable).sorted().map { records[$0] }
  }
}

/// A measurement that is impossible, or would say nothing.
struct RefusedMeasurement: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
