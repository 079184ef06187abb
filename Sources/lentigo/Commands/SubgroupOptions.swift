import ArgumentParser
import Dataset
import LesionImage

/// By what the images are taken apart when a model is measured.
struct SubgroupOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Also measure groups of images: source, sex, age, site, diagnosis, tone, or any column.",
      discussion: """
        Several with commas between them. Ages come in bands of 20 years (`age:15` for 15); `tone` \
        measures the skin around the lesion as the individual typology angle (ITA). Beside every \
        group stands the AUC within groups, which compares no image with one of another group.
        """,
      valueName: "names"))
  var by: SubgroupList?

  @Option(
    help: ArgumentHelp(
      "A CSV with image_name and more columns for --by; may be repeated.",
      valueName: "file"))
  var columns: [String] = []

  var properties: [SubgroupProperty] { by?.properties ?? [] }

  /// The tables that --by looks into: that of the labels, then those named.
  func tables(of manifest: Manifest) throws -> [ColumnTable] {
    properties.isEmpty
      ? [] : try [ColumnTable.load(manifest.location.labels)] + columnTables()
  }

  /// The tables named by --columns, their problems reported.
  func columnTables() throws -> [ColumnTable] {
    try columns.map { path in
      let table = try ColumnTable.load(path)
      StandardError.report(
        table.problems.map { "\(path), \($0)" }, atMost: 10, rest: "more rows with problems")
      return table
    }
  }

  /// The groups of `records` by each property, the skin tones measured where they are asked for.
  ///
  /// - Throws: `DatasetError` where no table knows a property; `CommandStatus` when stopped.
  static func groups(
    _ properties: [SubgroupProperty], of records: [LesionRecord], tables: [ColumnTable],
    labels: String
  ) throws -> [SubgroupNames] {
    // What fails fast comes first: tones take as long as decoding every image.
    for property in properties where property != .tone {
      _ = try SubgroupNames(property, of: records, tables: tables, labels: labels)
    }
    var tones: [SkinTone?] = []
    if properties.contains(.tone) {
      let bar = ProgressBar("Skin tones")
      tones = SkinToneScan.run(
        records, progress: { bar.update($0, of: records.count) },
        isCancelled: { Interrupt.isRaised })
      bar.clear()
      if Interrupt.isRaised { throw CommandStatus.interrupted }
    }
    return try properties.map {
      try SubgroupNames($0, of: records, tables: tables, tones: tones, labels: labels)
    }
  }
}

/// Several properties as one option names them: `source,sex,age:15`.
struct SubgroupList: ExpressibleByArgument {
  let properties: [SubgroupProperty]
  /// As the option takes them.
  let words: String

  init?(argument: String) {
    let names = argument.split(separator: ",", omittingEmptySubsequences: false).map {
      $0.trimmingPrefix { $0 == " " }
    }
    var properties: [SubgroupProperty] = []
    for name in names {
      guard let property = SubgroupProperty(String(name)) else { return nil }
      if !properties.contains(property) { properties.append(property) }
    }
    guard !properties.isEmpty else { return nil }
    self.properties = properties
    words = argument
  }
}
