import Dataset
import Testing

@Suite struct SplitLeaksTests {
  private let records = (0..<6).map {
    LesionRecord(imageName: "i\($0)", isMalignant: false, patientID: $0 < 4 ? "p\($0 / 2)" : nil)
  }

  @Test func countsPatientsAndPairsAcrossParts() {
    let split = Split(train: [0, 2, 3], validation: [1, 4], test: [5])
    let hashes = ([7, 7, 8, 8, 7, nil] as [UInt64?]).map { $0.map(ContentHash.init(value:)) }
    let leaks = split.leaks(among: records, hashes: hashes, listed: [(0, 5), (2, 3)])
    // 0 against 1 and against 4; 1 and 4 are both in the validation.
    #expect(leaks.patients == 1)
    #expect(leaks.identicalPairs == 2)
    #expect(leaks.listedPairs == 1)
    #expect(leaks.warnings.count == 3)
    #expect(!leaks.isEmpty)
  }

  @Test func isSilentWithoutLeaks() {
    let split = Split(train: [0, 1], validation: [2, 3], test: [4], unassigned: [5])
    let hashes = [Int](0..<6).map { ContentHash(value: UInt64($0 == 5 ? 0 : $0)) }
    let leaks = split.leaks(among: records, hashes: hashes, listed: [(4, 5)])
    #expect(leaks.isEmpty)
    #expect(leaks.warnings.isEmpty)
  }
}
