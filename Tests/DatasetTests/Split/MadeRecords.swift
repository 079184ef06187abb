import Dataset
import LesionImage

/// Records of made-up patients: few images for most, many for some, and a rare class.
func madeRecords(patients: Int, malignantShare: Double = 0.05, seed: UInt64) -> [LesionRecord] {
  var generator = SeededGenerator(seed: seed)
  var records: [LesionRecord] = []
  for patient in 0..<patients {
    let isLarge = generator.nextDouble() < 0.05
    for _ in 0...generator.next(below: isLarge ? 60 : 8) {
      records.append(
        LesionRecord(
          imageName: "image\(records.count)",
          isMalignant: generator.nextDouble() < malignantShare, patientID: "patient\(patient)"))
    }
  }
  return records
}

extension Split {
  var parts: [[Int]] { [train, validation, test] }

  /// Names of the images in each part.
  func names(_ records: [LesionRecord]) -> [Set<String>] {
    parts.map { part in Set(part.map { records[$0].imageName }) }
  }

  /// For each part and class, how far its count is from its share, in images.
  func errors(_ records: [LesionRecord], shares: [Double] = [0.6, 0.2, 0.2]) -> [Double] {
    [false, true].flatMap { isMalignant in
      let total = parts.joined().count { records[$0].isMalignant == isMalignant }
      return zip(parts, shares).map { part, share in
        let count = part.count { records[$0].isMalignant == isMalignant }
        return abs(Double(count) - share * Double(total))
      }
    }
  }

  /// Whether each position is in exactly one part.
  func covers(_ count: Int) -> Bool {
    (parts.joined() + unassigned).sorted() == Array(0..<count)
  }
}
