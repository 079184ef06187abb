import Dataset
import Files
import Report

extension PaperReport.DataSection {
  /// - Parameters:
  ///   - split: without broken images.
  ///   - scan: of all records.
  init(_ configuration: ReproductionConfiguration, split: Split, look: ImageLook) {
    let records = configuration.manifest.records
    let fingerprints = PartFingerprints(split, records: records, hashes: look.hashes)
    func part(_ name: String, _ indices: [Int], _ fingerprint: String) -> Part {
      let malignant = indices.count { records[$0].isMalignant }
      return Part(
        name: name, malignant: malignant, benign: indices.count - malignant,
        fingerprint: fingerprint)
    }
    func patients(_ indices: [Int]) -> Set<String> {
      Set(indices.compactMap { records[$0].patientID })
    }
    let all = (split.train + split.validation + split.test).sorted()
    let leaks = split.leaks(
      among: records, hashes: look.hashes.map { $0.map { ContentHash(value: $0) } })
    self.init(
      name: configuration.shortDataName, fingerprint: fingerprints.all,
      split: configuration.grouping == .image
        ? "random 60/20/20 by image, stratified, as the paper's"
        : "60/20/20 by patient, stratified",
      parts: [
        part("training", split.train, fingerprints.training),
        part("validation", split.validation, fingerprints.validation),
        part("test", split.test, fingerprints.test),
      ],
      patients: patients(all).count, unusable: look.failures.count,
      patientsInTrainingAndTest: patients(split.train).intersection(patients(split.test)).count,
      testImages: split.test.map {
        TestImage(name: records[$0].imageName, isMalignant: records[$0].isMalignant)
      },
      grouping: configuration.grouping == .image ? "image" : "patient",
      excludedRows: max(0, configuration.manifest.rowCount - records.count),
      duplicatesAcrossParts: leaks.identicalPairs,
      medianWidth: Self.median(all.compactMap { look.widths[$0] }),
      medianHeight: Self.median(all.compactMap { look.heights[$0] }),
      isSynthetic: !records.isEmpty && records.allSatisfy { $0.imageName.hasPrefix("SYN_") })
  }

  private static func median(_ values: [Int]) -> Int? {
    values.isEmpty ? nil : values.sorted()[values.count / 2]
  }
}
