import Dataset

/// The diagnoses that are told apart as an auxiliary target, and that of each image.
package struct DiagnosisClasses: Sendable, Equatable {
  /// In the order of their names.
  package let names: [String]
  /// Index into `names` by image; nil where the diagnosis is unknown or too rare to learn from.
  package let ofImage: [Int?]

  /// Rarer diagnoses would be learnt by heart.
  static let fewestImages = 20

  /// - Parameters:
  ///   - records: all images.
  ///   - images: those that count, as indices of the records.
  package init(_ records: [LesionRecord], images: [Int]) {
    let named = records.map { record in
      record.diagnosis.flatMap { $0.isEmpty || $0.lowercased() == "unknown" ? nil : $0 }
    }
    var counts: [String: Int] = [:]
    for image in images { if let name = named[image] { counts[name, default: 0] += 1 } }
    let names = counts.filter { $0.value >= Self.fewestImages }.keys.sorted()
    let indices = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    self.names = names
    ofImage = named.map { $0.flatMap { indices[$0] } }
  }
}
