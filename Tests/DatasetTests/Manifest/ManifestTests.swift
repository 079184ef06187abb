import Dataset
import TestSupport
import Testing

/// Rows of a table and the images beside it, read back as a manifest.
@Suite struct ManifestTests {
  let directory = TemporaryDirectory()
  static let header =
    "image_name,patient_id,sex,age_approx,anatom_site_general_challenge,diagnosis,"
    + "benign_malignant,target"

  private func load(
    _ rows: String..., header: String = ManifestTests.header, images: [String] = ["a.jpg", "b.jpg"]
  ) throws -> Manifest {
    try directory.makeDirectory("images")
    for image in images { try directory.write("", to: "images/" + image) }
    let lines = [header] + rows
    try directory.write(lines.joined(separator: "\n") + "\n", to: "train.csv")
    return try Manifest.load(directory: directory.path)
  }

  /// Problems as `line kind`.
  private func problems(_ manifest: Manifest) -> [String] {
    manifest.problems.map { "\($0.line) \($0.kind.rawValue)" }
  }

  @Test func readsEveryField() throws {
    let manifest = try load("a,IP_1,male,45.0,head/neck,nevus,benign,0", "b,,,,,,,1")
    #expect(
      manifest.records == [
        LesionRecord(
          imageName: "a", path: directory.file("images/a.jpg"), isMalignant: false,
          patientID: "IP_1", diagnosis: "nevus", sex: "male", site: "head/neck", age: 45, line: 2),
        LesionRecord(
          imageName: "b", path: directory.file("images/b.jpg"), isMalignant: true, line: 3),
      ])
    #expect(manifest.problems.isEmpty)
    #expect(manifest.malignantCount == 1)
    #expect(manifest.patientCount == 1)
  }

  @Test func findsColumnsByNameInAnyOrderAndCase() throws {
    let manifest = try load(
      "1, IP_1 ,a.JPG,HAM", header: "Target,PATIENT_ID,image_name,source_repo")
    #expect(manifest.records.map(\.imageName) == ["a"])
    #expect(manifest.records[0].patientID == "IP_1")
    #expect(manifest.records[0].source == "HAM")
    #expect(manifest.records[0].isMalignant)
  }

  @Test func takesBenignMalignantWhereThereIsNoTarget() throws {
    let manifest = try load(
      "a,malignant", "b,Benign", header: "isic_id,benign_malignant")
    #expect(manifest.records.map(\.isMalignant) == [true, false])
  }

  @Test func listsEveryRowThatCannotBeUsed() throws {
    let manifest = try load(
      "a,IP_1,male,45.0,torso,nevus,benign,0",
      "b,IP_1,male,45.0",
      ",IP_1,,,,,benign,0",
      "b,IP_1,,,,,benign,",
      "b,IP_1,,,,,benign,2",
      "b,IP_1,,,,,malignant,0",
      "b,IP_1,,,,,benign,1",
      "b,IP_1,,,,melanoma,benign,0",
      "c,IP_1,,,,,benign,0",
      "b,IP_1,,,,,benign,0,extra",
      "b,I\"P,,,,,benign,0",
      "b,IP_1,,old,,,benign,0")
    #expect(
      problems(manifest) == [
        "3 ragged-row", "4 missing-name", "5 missing-label", "6 invalid-label",
        "7 contradicting-label", "8 contradicting-label", "9 contradicting-label",
        "10 missing-image", "11 ragged-row", "12 malformed-quotes", "13 invalid-age",
      ])
    #expect(manifest.records.map(\.imageName) == ["a", "b"])
    #expect(manifest.records[1].age == nil)
    #expect(manifest.rowCount == 12)
    let leftOut = manifest.problems.count { $0.kind.leavesRowOut }
    #expect(manifest.records.count + leftOut == manifest.rowCount)
    #expect(manifest.problemCounts.map(\.count).reduce(0, +) == manifest.problems.count)
    #expect(manifest.problems[7].description.hasPrefix("line 10 c: no c.jpg"))
  }

  @Test func aCarcinomaIsMalignantYetNoMelanoma() throws {
    let manifest = try load("a,,,,,basal cell carcinoma,malignant,0")
    #expect(manifest.records.map(\.isMalignant) == [false])
  }

  @Test func countsARepeatedImageOnce() throws {
    let manifest = try load("a,,,,,,,0", "a,,,,,,,0", "b,,,,,,,1", "a.jpg,,,,,,,0")
    #expect(manifest.records.map(\.line) == [2, 4])
    #expect(problems(manifest) == ["3 duplicate-row", "5 duplicate-row"])
  }

  @Test func trustsNoRowOfAnImageWithTwoLabels() throws {
    let manifest = try load("a,,,,,,,0", "b,,,,,,,1", "a,,,,,,,1")
    #expect(manifest.records.map(\.imageName) == ["b"])
    #expect(problems(manifest) == ["2 contradicting-duplicate", "4 contradicting-duplicate"])
  }

  @Test func prefersOneOfSeveralFilesAndSaysSo() throws {
    let manifest = try load(
      "a,,,,,,,0", "b,,,,,,,0", images: ["a.png", "a.JPG", "b.PNG", "c.jpeg", ".a.jpg", "d.txt"])
    #expect(
      manifest.records.map(\.path)
        == [directory.file("images/a.JPG"), directory.file("images/b.PNG")])
    #expect(problems(manifest) == ["2 ambiguous-image"])
    #expect(manifest.unlabelledImages == ["c.jpeg"])
  }

  @Test func aNameWithAPathFindsNoFileOutsideTheFolder() throws {
    try directory.write("", to: "outside.jpg")
    let manifest = try load("a,,,,,,,0", "../outside,,,,,,,1")
    #expect(problems(manifest) == ["3 missing-image"])
  }

  @Test func refusesATableWithoutAUsableRow() throws {
    let error = #expect(throws: DatasetError.self) { try load("b,,,,,,,2", "b,,,,,,,1,1") }
    #expect(error?.code == .noUsableRows)
    #expect(error?.message.contains("1 ragged-row, 1 invalid-label") == true)
  }

  @Test(arguments: ["image_name,label", "name,target", "image_name,target,Target", ""])
  func refusesAHeaderWithoutNameOrLabel(header: String) throws {
    try directory.makeDirectory("images")
    try directory.write(header + "\na,1,1\n", to: "labels.csv")
    let error = #expect(throws: DatasetError.self) {
      try Manifest.load(
        labels: directory.file("labels.csv"), images: directory.file("images"))
    }
    #expect(error?.code == .badHeader)
    #expect(error?.message.contains("labels.csv") == true)
  }
}
