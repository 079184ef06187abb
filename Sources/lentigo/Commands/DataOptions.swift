import ArgumentParser
import Dataset

/// Where the labelled images are: found by looking, or said outright.
struct DataOptions: ParsableArguments {
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
    case (.some, nil, nil), (nil, .some, .some): return
    case (nil, nil, nil):
      throw ValidationError("say where the data is: --data DIR, or --labels FILE --images DIR")
    default:
      throw ValidationError("give either --data DIR, or both --labels FILE and --images DIR")
    }
  }

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
    } else {
      manifest = try Manifest.load(labels: labels ?? "", images: images ?? "")
    }
    StandardError.report(
      manifest.problemLines, atMost: 10,
      rest: "more rows with problems; `lentigo dataset inspect` lists them all")
    return manifest
  }
}

extension Manifest {
  /// Every problem with a row, after the name of the file it is in.
  var problemLines: [String] { problems.map { "\(location.labels), \($0)" } }

  /// Whether some row could not be used at all.
  var leavesRowsOut: Bool { problems.contains(where: \.kind.leavesRowOut) }
}
