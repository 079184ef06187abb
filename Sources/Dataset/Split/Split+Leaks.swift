extension Split {
  /// Ways in which one part knows of another, by which its score is flattered.
  public struct Leaks: Sendable, Equatable, Codable {
    /// Patients with images in more than one part.
    public let patients: Int
    /// Pairs of byte-identical files in different parts.
    public let identicalPairs: Int
    /// Pairs of a published list of duplicates in different parts.
    public let listedPairs: Int

    public var isEmpty: Bool { patients == 0 && identicalPairs == 0 && listedPairs == 0 }

    /// One sentence for each kind that occurs.
    public var warnings: [String] {
      var warnings: [String] = []
      if patients > 0 {
        warnings.append(
          "\(patients) patients have images in several parts, which flatters the test: "
            + "split by patient to avoid it.")
      }
      if identicalPairs > 0 {
        warnings.append("\(identicalPairs) pairs of identical files lie in different parts.")
      }
      if listedPairs > 0 {
        warnings.append("\(listedPairs) listed pairs of duplicates lie in different parts.")
      }
      return warnings
    }
  }

  /// Counts patients and duplicates across the parts.
  ///
  /// - Parameters:
  ///   - records: those that were split.
  ///   - hashes: of the records' files, where known: see `ImageStore.contentHashes`.
  ///   - listed: pairs of positions, such as those of `DuplicatePairs.listed`.
  public func leaks(
    among records: [LesionRecord], hashes: [ContentHash?] = [], listed: [(Int, Int)] = []
  ) -> Leaks {
    var parts: [Int: Int] = [:]
    for (part, indices) in [train, validation, test].enumerated() {
      for index in indices { parts[index] = part }
    }
    var partsOfPatient: [String: Set<Int>] = [:]
    for (index, part) in parts {
      if let patient = records[index].patientID {
        partsOfPatient[patient, default: []].insert(part)
      }
    }
    let identicalPairs = DuplicatePairs.identical(hashes).reduce(0) { sum, group in
      // All pairs less those within a part: counting pair by pair would be quadratic.
      let sizes = Dictionary(grouping: group.compactMap { parts[$0] }, by: { $0 }).values
      let total = sizes.reduce(0) { $0 + $1.count }
      return sum + pairCount(total) - sizes.reduce(0) { $0 + pairCount($1.count) }
    }
    let listedPairs = listed.count { pair in
      guard let a = parts[pair.0], let b = parts[pair.1] else { return false }
      return a != b
    }
    return Leaks(
      patients: partsOfPatient.values.count { $0.count > 1 }, identicalPairs: identicalPairs,
      listedPairs: listedPairs)
  }

  private func pairCount(_ count: Int) -> Int { count * (count - 1) / 2 }
}
