import LesionImage

/// Images that go to the same part together.
struct SplitGroup {
  /// Positions in the list of records.
  var members: [Int] = []
  var malignant = 0
  var benign = 0
  /// Where the group stands in the seed's random order.
  let rank: UInt64

  /// The groups in the seed's random order.
  ///
  /// A group's place follows from the seed and its name alone: it depends neither on the order of
  /// the records, nor does a record more or less change the order of the others.
  static func make(
    of indices: [Int], records: [LesionRecord], by grouping: SplitMethod.Grouping, seed: UInt64
  ) -> [SplitGroup] {
    var groups: [String: SplitGroup] = [:]
    for index in indices {
      let name = name(of: records[index], by: grouping)
      groups[name, default: SplitGroup(rank: rank(of: name, seed: seed))].add(
        index, isMalignant: records[index].isMalignant)
    }
    return groups.sorted { ($0.value.rank, $0.key) < ($1.value.rank, $1.key) }.map(\.value)
  }

  private mutating func add(_ index: Int, isMalignant: Bool) {
    members.append(index)
    if isMalignant { malignant += 1 } else { benign += 1 }
  }

  /// The prefix keeps a patient and an image of the same name apart.
  private static func name(
    of record: LesionRecord, by grouping: SplitMethod.Grouping
  ) -> String {
    if grouping == .patient, let patient = record.patientID { return "patient " + patient }
    if grouping == .patient, let lesion = record.lesionID { return "lesion " + lesion }
    return "image " + record.imageName
  }

  private static func rank(of name: String, seed: UInt64) -> UInt64 {
    var generator = SeededGenerator(seed: seed, stream: ContentHash(of: name.utf8).value)
    return generator.next()
  }
}
