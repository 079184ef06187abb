import Dataset
import TestSupport
import Testing

@Suite struct RealSplitTests {
  private func path(_ name: String) throws -> String {
    try #require(SharedData.path("data/" + name))
  }

  @Test(
    .enabled(
      if: SharedData.path("data/metadata/ISIC_2020_Training_GroundTruth.csv") != nil,
      "needs the ISIC 2020 ground truth"))
  func allOfISIC2020() throws {
    let records = try Manifest.load(
      labels: path("metadata/ISIC_2020_Training_GroundTruth.csv")
    ).records
    let duplicates = try DuplicatePairs.listed(
      in: path("metadata/ISIC_2020_Training_Duplicates.csv"), among: records)
    for seed in 0..<3 as Range<UInt64> {
      let random = try Split.make(records, method: .random(), seed: seed)
      #expect(random.covers(records.count))
      #expect(random.errors(records).allSatisfy { $0 <= 1 })
      // The paper's split: most patients and some duplicates are on several sides.
      #expect(random.leaks(among: records, listed: duplicates).patients > 1_500)

      let patient = try Split.make(records, method: .patient(), seed: seed)
      #expect(patient.covers(records.count))
      #expect(patient.leaks(among: records, listed: duplicates).isEmpty)
      #expect(patient.errors(records).allSatisfy { $0 <= 1 }, "\(patient.errors(records))")
    }
  }

  @Test(
    .enabled(if: SharedData.path("data/isic2020/folds.csv") != nil, "needs the ISIC 2020 images"))
  func foldsOfTheSubset() throws {
    let records = try Manifest.load(directory: path("isic2020")).records
    let table = try FoldTable.load(path("isic2020/folds.csv"))
    #expect(table.problems.isEmpty)
    for grouping in SplitMethod.Grouping.allCases {
      let split = try Split.make(
        records, method: .folds(table, testFold: 3, validation: grouping), seed: 0)
      #expect(split.covers(records.count))
      #expect(split.unassigned.isEmpty)
      let rest = Split(train: split.train, validation: split.validation, test: [])
      #expect(rest.errors(records, shares: [0.75, 0.25]).allSatisfy { $0 <= 1 })
    }
  }
}
