import Dataset
import Files

/// The examples that the machines are fitted on, benign ones first, with the folds they are dealt to.
///
/// Benign first is the order in which a program meets them that reads one class's folder after the
/// other, and in effect that of ISIC 2020's table, whose first row is benign. It matters only for the
/// sign that libsvm gives its decision values.
package struct ExampleSet: Sendable {
  let rows: [FeatureRow]
  package let labels: [Bool]
  /// Positions of each fold's own examples, ascending.
  package let folds: [[Int]]
  /// Of everything that a fitted fold depends on.
  let fingerprint: Fingerprint

  var malignantCount: Int { labels.count { $0 } }

  /// - Parameters:
  ///   - examples: of those that could be read.
  ///   - groupsPatients: whether a patient's examples share a fold.
  /// - Throws: `unusableData` where a class has fewer examples than there are folds.
  package init(
    _ examples: [(record: LesionRecord, hash: ContentHash?, row: FeatureRow)], folds count: Int,
    groupsPatients: Bool, seed: UInt64
  ) throws(RadiomicsError) {
    let ordered =
      examples.filter { !$0.record.isMalignant } + examples.filter { $0.record.isMalignant }
    let labels = ordered.map(\.record.isMalignant)
    let malignantCount = labels.count { $0 }
    guard min(malignantCount, labels.count - malignantCount) >= count else {
      throw RadiomicsError(
        .unusableData,
        "\(count)-fold cross-validation needs at least \(count) examples of either class; there are "
          + "\(malignantCount) malignant and \(labels.count - malignantCount) benign ones that can be "
          + "read. Use more data or fewer folds.")
    }
    let dealt: [[Int]]
    do throws(DatasetError) {
      dealt = try Split.deal(
        Array(ordered.indices), ordered.map(\.record), by: groupsPatients ? .patient : .image,
        shares: [Double](repeating: 1 / Double(count), count: count), seed: seed)
    } catch {
      throw RadiomicsError(.unusableData, "The examples make no \(count) folds.", cause: error)
    }
    rows = ordered.map(\.row)
    self.labels = labels
    folds = dealt.map { $0.sorted() }
    try Self.requireBothClasses(outside: folds, labels: labels)
    var fingerprint = Fingerprint()
    fingerprint.combine(RadiomicsFeatures.version)
    fingerprint.combine(SVMSettings.version)
    for (fold, members) in folds.enumerated() {
      for member in members {
        fingerprint.combine(UInt64(fold))
        fingerprint.combine(ordered[member].hash?.value ?? 0)
        fingerprint.combine(UInt64(member))
        fingerprint.combine(labels[member] ? 1 as UInt64 : 0)
      }
    }
    self.fingerprint = fingerprint
  }

  /// Whole patients may leave the other folds without a class.
  private static func requireBothClasses(
    outside folds: [[Int]], labels: [Bool]
  ) throws(RadiomicsError) {
    let malignant = labels.count { $0 }
    for fold in folds {
      let held = fold.count { labels[$0] }
      guard held < malignant, fold.count - held < labels.count - malignant else {
        throw RadiomicsError(
          .unusableData,
          "One of \(folds.count) folds holds all examples of a class, since few patients have them: "
            + "use more data or fold by image.")
      }
    }
  }
}
