import Dataset
import TestSupport
import Testing

@Suite struct DuplicatePairsTests {
  @Test func groupsIdenticalFiles() {
    let hashes = ([1, 2, nil, 1, 3, nil, 2, 1] as [UInt64?]).map {
      $0.map(ContentHash.init(value:))
    }
    #expect(DuplicatePairs.identical(hashes) == [[0, 3, 7], [1, 6]])
    #expect(DuplicatePairs.identical([]) == [])
  }

  @Test func findsListedPairsAmongTheRecords() throws {
    let directory = TemporaryDirectory()
    try directory.write("image_name_1,image_name_2\nb,a.jpg\na,x\na,a\n", to: "pairs.csv")
    let records = ["a", "b"].map { LesionRecord(imageName: $0, isMalignant: false) }
    let pairs = try DuplicatePairs.listed(in: directory.file("pairs.csv"), among: records)
    #expect(pairs.map { [$0.0, $0.1] } == [[0, 1]])
    try directory.write("one\n", to: "pairs.csv")
    #expect(throws: DatasetError.self) {
      try DuplicatePairs.listed(in: directory.file("pairs.csv"), among: records)
    }
  }
}
