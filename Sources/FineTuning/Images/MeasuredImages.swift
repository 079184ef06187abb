import Dataset

/// The images that a model is measured on, now or in a later test, as another data set may hold them
/// again: the same bytes, or under the names of the ISIC archive and HAM10000 the same picture at
/// another size, another picture of the same lesion, or of the same patient.
package struct MeasuredImages: Sendable {
  private let hashes: Set<ContentHash>
  private let names: Set<String>

  package init(_ records: [LesionRecord], hashes: [ContentHash?]) {
    self.hashes = Set(hashes.compactMap { $0 })
    names = Set(records.flatMap(Self.names))
  }

  /// Whether a record is one of them, or shows what one of them shows.
  package func contains(_ record: LesionRecord, hash: ContentHash?) -> Bool {
    if let hash, hashes.contains(hash) { return true }
    return Self.names(of: record).contains(where: names.contains)
  }

  /// What tells image, lesion and patient apart from any other in the world. A bare number does not:
  /// every data set has a patient 1.
  private static func names(of record: LesionRecord) -> [String] {
    let image = record.imageName.hasPrefix("ISIC_") ? [archiveName(record.imageName)] : []
    return image
      + [record.lesionID, record.patientID].compactMap { $0 }.filter { name in
        ["IL_", "HAM_", "IP_"].contains { name.hasPrefix($0) }
      }
  }

  /// `ISIC_0024306` of `ISIC_0024306_downsampled`.
  private static func archiveName(_ name: String) -> String {
    name.split(separator: "_").prefix(2).joined(separator: "_")
  }
}
