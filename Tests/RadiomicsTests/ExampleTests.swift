import Dataset
import Radiomics
import Testing

/// Which images are fitted on, and how they are dealt to folds.
@Suite("Examples and folds")
struct ExampleTests {
  private let records = (0..<400).map { index in
    LesionRecord(
      imageName: "L\(index)", isMalignant: index % 5 == 0, patientID: "P\(index % 40)")
  }

  private func examples(
    _ records: [LesionRecord]
  ) -> [(record: LesionRecord, hash: ContentHash?, row: FeatureRow)] {
    records.map { ($0, nil, FeatureRow([1])) }
  }

  @Test func drawKeepsTheClasses() {
    let drawn = ExampleDraw.draw(records, limit: 100, seed: 3)
    #expect(drawn.count == 100 && drawn.count { records[$0].isMalignant } == 20)
    #expect(drawn == drawn.sorted() && Set(drawn).count == 100)
    #expect(ExampleDraw.draw(records, limit: 100, seed: 4) != drawn)
    let reversed = Array(records.reversed())
    let names = Set(drawn.map { records[$0].imageName })
    #expect(
      Set(ExampleDraw.draw(reversed, limit: 100, seed: 3).map { reversed[$0].imageName }) == names)
  }

  @Test(arguments: [1, 2, 3, 399, 400, 5000])
  func drawOfAnySize(limit: Int) {
    let drawn = ExampleDraw.draw(records, limit: limit, seed: 0)
    #expect(drawn.count == min(limit, 400))
    if limit >= 2 { #expect(drawn.contains { records[$0].isMalignant }) }
    #expect(drawn.contains { !records[$0].isMalignant })
  }

  @Test func foldsAreStratified() throws {
    let set = try ExampleSet(examples(records), folds: 3, groupsPatients: false, seed: 1)
    #expect(set.labels == set.labels.sorted { !$0 && $1 }, "benign first")
    #expect(set.folds.flatMap { $0 }.sorted() == Array(0..<400))
    for fold in set.folds {
      #expect(132...134 ~= fold.count && 26...27 ~= fold.count { set.labels[$0] })
    }
    let other = try ExampleSet(examples(records), folds: 3, groupsPatients: false, seed: 2)
    #expect(other.folds != set.folds)
  }

  @Test func patientsStayTogether() throws {
    let ordered = records.filter { !$0.isMalignant } + records.filter(\.isMalignant)
    let set = try ExampleSet(examples(records), folds: 3, groupsPatients: true, seed: 1)
    let patients = set.folds.map { fold in Set(fold.map { ordered[$0].patientID }) }
    #expect(patients.reduce(0) { $0 + $1.count } == 40)
    let byImage = try ExampleSet(examples(records), folds: 3, groupsPatients: false, seed: 1)
    let split = byImage.folds.map { fold in Set(fold.map { ordered[$0].patientID }).count }
    #expect(split.reduce(0, +) > 80, "folds by image share patients")
  }

  @Test func tooFewOfAClassAreRefused() {
    let few = Array(records.filter { !$0.isMalignant } + records.filter(\.isMalignant).prefix(2))
    let error = #expect(throws: RadiomicsError.self) {
      try ExampleSet(examples(few), folds: 3, groupsPatients: false, seed: 1)
    }
    #expect(error?.code == .unusableData && error?.message.contains("2 malignant") == true)
  }

  /// All melanomas are one patient's: no fold by patient leaves any to fit on.
  @Test func onePatientWithAllMelanomasIsRefused() {
    let lopsided = (0..<30).map { index in
      LesionRecord(
        imageName: "L\(index)", isMalignant: index < 6, patientID: index < 6 ? "A" : "P\(index)")
    }
    let error = #expect(throws: RadiomicsError.self) {
      try ExampleSet(examples(lopsided), folds: 3, groupsPatients: true, seed: 1)
    }
    #expect(error?.code == .unusableData && error?.message.contains("patients") == true)
  }
}
