/// The labelled images of a data set in the layout of ISIC 2020 (paper, section 2), and whatever
/// in its table could not be used.
///
/// Columns are found by name, in any order and case: `image_name` and `target` are needed, where
/// `benign_malignant` may stand in for the latter; `patient_id`, `lesion_id`, `sex`, `age_approx`,
/// `anatom_site_general_challenge`, `diagnosis` and `source` are read where present.
public struct Manifest: Sendable {
  /// Where the labels and images came from.
  public let location: ManifestLocation
  /// The usable rows in the order of the file. Image names are unique.
  public let records: [LesionRecord]
  /// Everything that is wrong with other rows, or with single fields, in the order of lines.
  public let problems: [ManifestProblem]
  /// Rows below the header, usable or not, blank lines aside.
  public let rowCount: Int
  /// Image files that no row names, sorted.
  public let unlabelledImages: [String]

  /// Loads the data set in `directory`, finding out what is not said outright: see
  /// `ManifestLocation.find`.
  ///
  /// - Parameters:
  ///   - directory: the data set's folder; may be nil where both other paths are given.
  ///   - labels: the table of labels, where it has another name or place.
  ///   - images: the folder of images, where it is another one.
  /// - Throws: `DatasetError`, also where not one row can be used.
  public static func load(
    directory: String?, labels: String? = nil, images: String? = nil
  ) throws(DatasetError) -> Manifest {
    let labels =
      if let labels { labels } else { try ManifestLocation.findLabels(in: directory) }
    let reader = try LabelReader(path: labels)
    let folder =
      if let images {
        images
      } else {
        try ManifestLocation.findImages(in: directory, labels: labels) { reader.imageNames }
      }
    return try load(ManifestLocation(labels: labels, images: folder), reader: reader)
  }

  /// Loads the table `labels` with the images in the folder `images`.
  /// - Throws: `DatasetError`, also where not one row can be used.
  public static func load(labels: String, images: String) throws(DatasetError) -> Manifest {
    try load(ManifestLocation(labels: labels, images: images))
  }

  /// Loads the table `labels` alone, for counting: the records' paths are empty.
  /// - Throws: `DatasetError`, also where not one row can be used.
  public static func load(labels: String) throws(DatasetError) -> Manifest {
    try load(ManifestLocation(labels: labels, images: nil))
  }

  /// Loads the table and the images of `location`.
  /// - Throws: `DatasetError`, also where not one row can be used.
  public static func load(_ location: ManifestLocation) throws(DatasetError) -> Manifest {
    try load(location, reader: try LabelReader(path: location.labels))
  }

  private static func load(
    _ location: ManifestLocation, reader: LabelReader
  ) throws(DatasetError) -> Manifest {
    var images: ImageDirectory?
    if let path = location.images { images = try ImageDirectory(path: path) }
    let (records, problems) = reader.read(images: images)
    let manifest = Manifest(
      location: location, records: records, problems: problems, rowCount: reader.rowCount,
      unlabelledImages: Self.unlabelled(images, by: records, problems: problems))
    guard !records.isEmpty else { throw manifest.noUsableRows }
    return manifest
  }

  private static func unlabelled(
    _ images: ImageDirectory?, by records: [LesionRecord], problems: [ManifestProblem]
  ) -> [String] {
    guard let images else { return [] }
    let named = Set(records.map(\.imageName)).union(problems.compactMap(\.imageName))
    return images.entries.filter { !named.contains($0.key) }.map(\.value.file).sorted()
  }
}

extension Manifest {
  /// How often each kind of problem occurs, in the order of the kinds.
  public var problemCounts: [(kind: ManifestProblem.Kind, count: Int)] {
    let counts = Dictionary(grouping: problems, by: \.kind).mapValues(\.count)
    return ManifestProblem.Kind.allCases.compactMap { kind in
      counts[kind].map { (kind, $0) }
    }
  }

  /// Images of melanoma among the records.
  public var malignantCount: Int { records.count { $0.isMalignant } }

  /// Distinct patients among the records that name one.
  public var patientCount: Int { Set(records.compactMap(\.patientID)).count }

  private var noUsableRows: DatasetError {
    let reasons = problemCounts.map { "\($0.count) \($0.kind.rawValue)" }
    let detail =
      reasons.isEmpty ? "it has no rows" : "its rows have " + reasons.joined(separator: ", ")
    return DatasetError(
      code: .noUsableRows, message: "Not one row of \(location.labels) can be used: \(detail).",
      path: location.labels)
  }
}
