import ArgumentParser
import Dataset

/// Where the labelled images are: found by looking, or said outright; or not said at all.
struct DataPlace: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A folder with train.csv (or *GroundTruth.csv, labels.csv) and its images.",
      discussion: "Images are looked for in images/, train/, jpeg/train/ and the folder itself.",
      valueName: "dir"))
  var data: String?

  @Option(help: ArgumentHelp("A CSV of labels with the ISIC 2020 columns.", valueName: "file"))
  var labels: String?

  @Option(help: ArgumentHelp("The folder of the images that --labels names.", valueName: "dir"))
  var images: String?

  func validate() throws {
    switch (data, labels, images) {
    case (.some, nil, nil), (nil, .some, .some), (nil, nil, nil): return
    default:
      throw ValidationError("give either --data DIR, or both --labels FILE and --images DIR")
    }
  }

  /// What is wrong where nothing was said.
  static let missing = ValidationError(
    "say where the data is: --data DIR, or --labels FILE --images DIR")

  /// Whether something was said.
  var isGiven: Bool { data != nil || labels != nil }

  /// What the user called the data, for messages and records.
  var name: String { data ?? labels ?? "" }

  /// The options as they were given, for the next command that a user may want to type.
  var words: String {
    data.map { "--data \(ShellWord.quoted($0))" }
      ?? "--labels \(ShellWord.quoted(labels ?? "")) --images \(ShellWord.quoted(images ?? ""))"
  }

  /// Reads the labels and reports on standard error every row that cannot be used.
  func manifest() throws -> Manifest {
    let manifest: Manifest
    if let data {
      manifest = try Manifest.load(directory: data)
    } else if let labels, let images {
      manifest = try Manifest.load(labels: labels, images: images)
    } else {
      throw Self.missing
    }
    StandardError.report(
      manifest.problemLines, atMost: 10,
      rest: "more rows with problems; `lentigo dataset inspect` lists them all")
    return manifest
  }
}
