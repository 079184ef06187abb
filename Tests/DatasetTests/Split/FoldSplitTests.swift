import Dataset
import TestSupport
import Testing

@Suite struct FoldSplitTests {
  let directory = TemporaryDirectory()

  private func load(_ text: String) throws -> FoldTable {
    try directory.write(text, to: "folds.csv")
    return try FoldTable.load(directory.file("folds.csv"))
  }

  @Test func readsFoldsAndListsProblems() throws {
    let table = try load(
      "image_name,fold,other\na.jpg,0,x\nb,1.0,\nc,two,\nd,1,\nd,2,\n,1,\ne,\na,0,\nf,,\n")
    #expect(table.folds == ["a": 0, "b": 1])
    #expect(
      table.problems.map { "\($0.line) \($0.kind.rawValue)" } == [
        "4 invalid-label", "6 contradicting-duplicate", "7 missing-name", "8 ragged-row",
        "10 missing-label",
      ])
    #expect(table.foldNumbers == [0, 1])
  }

  @Test(arguments: ["", "image_name\na\n", "fold\n1\n", "image_name,fold\na,b\n"])
  func refusesATableWithoutFolds(text: String) {
    #expect(throws: DatasetError.self) { try load(text) }
  }

  @Test(arguments: SplitMethod.Grouping.allCases, 0..<8 as Range<UInt64>)
  func theFoldIsTheTestAndAQuarterOfTheRestValidates(
    grouping: SplitMethod.Grouping, seed: UInt64
  ) throws {
    let records = madeRecords(patients: 120, malignantShare: 0.15, seed: 4)
    // Folds by patient, as published ones are; every 50th image is in none.
    var folds: [String: Int] = [:]
    for (index, record) in records.enumerated() where index % 50 != 0 {
      folds[record.imageName] = (record.patientID ?? "").utf8.reduce(0) { $0 + Int($1) } % 4
    }
    let table = FoldTable(folds: folds)
    let split = try Split.make(
      records, method: .folds(table, testFold: 3, validation: grouping), seed: seed)
    #expect(split.covers(records.count))
    #expect(split.test.allSatisfy { folds[records[$0].imageName] == 3 })
    #expect(split.test.count == folds.values.count { $0 == 3 })
    #expect(split.unassigned == Array(stride(from: 0, to: records.count, by: 50)))

    let rest = Split(train: split.train, validation: split.validation, test: [])
    let errors = rest.errors(records, shares: [0.75, 0.25])
    #expect(errors.allSatisfy { $0 <= 2 }, "\(errors)")
    #expect((split.leaks(among: records).patients == 0) == (grouping == .patient))
  }

  @Test func namesTheFoldsThereAre() {
    let records = madeRecords(patients: 4, seed: 1)
    let table = FoldTable(
      folds: Dictionary(uniqueKeysWithValues: records.map { ($0.imageName, 2) }))
    let error = #expect(throws: DatasetError.self) {
      try Split.make(records, method: .folds(table, testFold: 7), seed: 1)
    }
    #expect(error?.code == .unknownFold)
    #expect(error?.message.contains("has the folds 2") == true)
  }
}
