extension Split {
  /// Of the images outside the test fold this share is for validation, as with the paper's
  /// 60/20/20 once the test is out.
  private static let validationShare = 0.25

  /// Deals `records` to the parts.
  ///
  /// The same seed and the same records give the same parts, whatever order the records come in.
  /// Image by image, every part's count of either class is within one image of its share (two where
  /// a class is so small that a part would go without). By patient it is as near as whole patients
  /// allow: on the 2,056 patients of ISIC 2020 within one image as well.
  ///
  /// - Throws: `cannotSplit` where a part with a share would be empty, `unknownFold`.
  public static func make(
    _ records: [LesionRecord], method: SplitMethod, seed: UInt64
  ) throws(DatasetError) -> Split {
    let all = Array(records.indices)
    switch method {
    case .random(let fractions):
      let parts = try deal(
        all, records, by: .image, shares: fractions.normalized(), seed: seed)
      return Split(train: parts[0], validation: parts[1], test: parts[2])
    case .patient(let fractions):
      let parts = try deal(
        all, records, by: .patient, shares: fractions.normalized(), seed: seed)
      return Split(train: parts[0], validation: parts[1], test: parts[2])
    case .folds(let table, let testFold, let grouping):
      return try make(records, table: table, testFold: testFold, grouping: grouping, seed: seed)
    }
  }

  private static func make(
    _ records: [LesionRecord], table: FoldTable, testFold: Int, grouping: SplitMethod.Grouping,
    seed: UInt64
  ) throws(DatasetError) -> Split {
    var test: [Int] = []
    var rest: [Int] = []
    var unassigned: [Int] = []
    for (index, record) in records.enumerated() {
      switch table.folds[record.imageName] {
      case testFold: test.append(index)
      case nil: unassigned.append(index)
      default: rest.append(index)
      }
    }
    guard !test.isEmpty else { throw .noImage(inFold: testFold, of: table.foldNumbers) }
    let parts = try deal(
      rest, records, by: grouping, shares: [1 - validationShare, validationShare], seed: seed)
    return Split(train: parts[0], validation: parts[1], test: test, unassigned: unassigned)
  }

  /// The parts of `indices`, each near its share of either class: see `make(_:method:seed:)`.
  /// - Throws: `cannotSplit` where a part with a share would be empty.
  package static func deal(
    _ indices: [Int], _ records: [LesionRecord], by grouping: SplitMethod.Grouping,
    shares: [Double], seed: UInt64
  ) throws(DatasetError) -> [[Int]] {
    let groups = SplitGroup.make(of: indices, records: records, by: grouping, seed: seed)
    let dealer = SplitDealer(shares: shares)
    let hasOnlySingles = groups.count == indices.count
    let parts = hasOnlySingles ? dealer.dealImages(groups) : dealer.dealGroups(groups)
    for (part, share) in zip(parts, shares) where share > 0 && part.isEmpty {
      let unit = grouping == .patient ? "patients" : "images"
      throw DatasetError(
        code: .cannotSplit,
        message: "\(groups.count) \(unit) are too few to split into "
          + "\(shares.count { $0 > 0 }) parts: add data, or split by image.")
    }
    return parts
  }
}
