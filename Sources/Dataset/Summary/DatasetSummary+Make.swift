extension DatasetSummary {
  /// Counts a data set whose images were scanned.
  ///
  /// - Parameters:
  ///   - manifest: the labels.
  ///   - scan: of the manifest's records, in their order; nil to count labels only.
  public init(_ manifest: Manifest, scan: ImageScan?) {
    let records = manifest.records
    labels = manifest.location.labels
    images = manifest.location.images
    rowCount = manifest.rowCount
    classes = ClassCount(images: records.count, malignant: manifest.malignantCount)
    patients = PatientCount(records)
    sizes = SizeCount((scan?.sizes ?? []).compactMap { $0 })
    problems = manifest.problemCounts.map {
      ProblemCount(kind: $0.kind, count: $0.count, leavesRowOut: $0.kind.leavesRowOut)
    }
    brokenImages = scan?.failures ?? []
    unlabelledImageCount = manifest.unlabelledImages.count
    duplicates = DuplicateCount(scan?.contentHashes ?? [], records)
    byDiagnosis = CategoryCount.count(records, by: \.diagnosis)
    bySite = CategoryCount.count(records, by: \.site)
    bySex = CategoryCount.count(records, by: \.sex)
    byAge = CategoryCount.countAges(records)
    bySource = CategoryCount.count(records, by: \.source)
  }
}

extension DatasetSummary.ClassCount {
  /// - Parameters: `malignant` of the `images` are malignant.
  public init(images: Int, malignant: Int) {
    self.images = images
    self.malignant = malignant
    benign = images - malignant
    malignantShare = images == 0 ? 0 : Double(malignant) / Double(images)
  }
}

extension DatasetSummary.PatientCount {
  init(_ records: [LesionRecord]) {
    let named = records.filter { $0.patientID != nil }
    let byPatient = Dictionary(grouping: named, by: \.patientID)
    patients = byPatient.count
    withMalignant = byPatient.values.count { $0.contains(where: \.isMalignant) }
    imagesEach = Spread(byPatient.values.map(\.count))
    imagesWithoutPatient = records.count - named.count
  }
}

extension DatasetSummary.SizeCount {
  init?(_ sizes: [SIMD2<Int>]) {
    guard let width = Spread(sizes.map(\.x)), let height = Spread(sizes.map(\.y)) else {
      return nil
    }
    let counts = Dictionary(grouping: sizes, by: { $0 }).map { size, all in
      DatasetSummary.Size(width: size.x, height: size.y, images: all.count)
    }
    self.width = width
    self.height = height
    distinct = counts.count
    // Ties are broken by size, so that the same data always gives the same list.
    let sorted = counts.sorted {
      ($1.images, $0.width, $0.height) < ($0.images, $1.width, $1.height)
    }
    mostCommon = Array(sorted.prefix(5))
  }
}

extension DatasetSummary.DuplicateCount {
  init(_ hashes: [ContentHash?], _ records: [LesionRecord]) {
    let identical = DuplicatePairs.identical(hashes)
    groups = identical.map { $0.map { records[$0].imageName } }
    acrossPatients = identical.count { group in
      let patients = group.map { records[$0].patientID }
      return patients.contains(nil) || Set(patients).count > 1
    }
    acrossClasses = identical.count { Set($0.map { records[$0].isMalignant }).count > 1 }
  }
}

extension DatasetSummary.CategoryCount {
  private static let unknown = "not given"

  static func count(_ records: [LesionRecord], by property: (LesionRecord) -> String?) -> [Self] {
    group(records, by: property).sorted { a, b in
      (a.name == unknown ? 1 : 0, b.images, a.name) < (b.name == unknown ? 1 : 0, a.images, b.name)
    }
  }

  /// Bands of ten years in ascending order.
  static func countAges(_ records: [LesionRecord]) -> [Self] {
    func band(_ age: Double) -> String {
      let start = Int(age / 10) * 10
      return "\(start)-\(start + 9)"
    }
    func start(_ band: String) -> Int {
      band.split(separator: "-").first.flatMap { Int($0) } ?? .max
    }
    return group(records) { $0.age.map(band) }.sorted { start($0.name) < start($1.name) }
  }

  private static func group(
    _ records: [LesionRecord], by property: (LesionRecord) -> String?
  ) -> [Self] {
    Dictionary(grouping: records, by: { property($0) ?? unknown }).map { name, all in
      Self(name: name, images: all.count, malignant: all.count { $0.isMalignant })
    }
  }
}
