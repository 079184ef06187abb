import LesionImage

/// Who has which lesions in a synthetic data set: patients, labels and the fields of the table.
struct SyntheticPatients: Sendable {
  private struct Patient {
    var name: String
    var sex: String
    var age: Int
    var seed: UInt64
  }

  private struct Lesion {
    var patient: Int
    var isMalignant: Bool
    var site: String?
    var diagnosis: String
    var seed: UInt64
  }

  private let side: Int
  private let patients: [Patient]
  private let lesions: [Lesion]

  init(_ dataset: SyntheticDataset) {
    var generator = SeededGenerator(seed: dataset.seed, stream: 1)
    let isMalignant = Self.labels(dataset, &generator)
    var patients: [Patient] = []
    var lesions: [Lesion] = []
    while lesions.count < dataset.count {
      let hasMany = generator.chance(0.2)
      let pictures = 1 + generator.next(below: hasMany ? 16 : 6)
      let own = isMalignant[lesions.count..<min(lesions.count + pictures, dataset.count)]
      // Melanoma patients are older, as in the real data, though not by much.
      let age = generator.uniform(20, 78) + (own.contains(true) ? generator.uniform(0, 12) : 0)
      patients.append(
        Patient(
          name: "SP_" + Self.padded(patients.count + 1),
          sex: generator.chance(0.5) ? "male" : "female", age: Int(age / 5) * 5,
          seed: generator.next()))
      for label in own {
        lesions.append(
          Lesion(
            patient: patients.count - 1, isMalignant: label, site: Self.site(&generator),
            diagnosis: Self.diagnosis(isMalignant: label, &generator), seed: generator.next()))
      }
    }
    side = dataset.side
    self.patients = patients
    // Otherwise a patient's pictures would stand side by side, which real tables do not show.
    generator.shuffle(&lesions)
    self.lesions = lesions
  }

  var records: [LesionRecord] {
    lesions.enumerated().map { index, lesion in
      let patient = patients[lesion.patient]
      return LesionRecord(
        imageName: Self.imageName(index), path: "", isMalignant: lesion.isMalignant,
        patientID: patient.name, diagnosis: lesion.diagnosis, sex: patient.sex,
        site: lesion.site, age: Double(patient.age), line: index + 2)
    }
  }

  func picture(at index: Int) -> RGBImage {
    let lesion = lesions[index]
    return SyntheticLesion.draw(
      LesionTraits(isMalignant: lesion.isMalignant, seed: lesion.seed),
      PatientTraits(seed: patients[lesion.patient].seed), side: side, seed: lesion.seed)
  }

  /// "SYN_0000001" for the first picture.
  static func imageName(_ index: Int) -> String {
    "SYN_" + padded(index + 1)
  }

  private static func padded(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(7 - digits.count, 0)) + digits
  }

  private static func labels(
    _ dataset: SyntheticDataset, _ generator: inout SeededGenerator
  ) -> [Bool] {
    let rounded = Int((Double(dataset.count) * dataset.malignantShare).rounded())
    let malignant = dataset.malignantShare > 0 ? max(rounded, 1) : 0
    var labels = (0..<dataset.count).map { $0 < malignant }
    generator.shuffle(&labels)
    return labels
  }

  /// The names and rough shares of ISIC 2020, where some rows have none.
  private static func site(_ generator: inout SeededGenerator) -> String? {
    let draw = generator.nextUnit()
    let shares: [(Float, String)] = [
      (0.50, "torso"), (0.75, "lower extremity"), (0.90, "upper extremity"), (0.96, "head/neck"),
      (0.975, "palms/soles"), (0.98, "oral/genital"),
    ]
    return shares.first { draw < $0.0 }?.1
  }

  private static func diagnosis(
    isMalignant: Bool, _ generator: inout SeededGenerator
  ) -> String {
    let isUnknown = generator.chance(0.6)
    return isMalignant ? "melanoma" : isUnknown ? "unknown" : "nevus"
  }
}
