import Dataset
import Foundation
import LesionImage
import Testing

/// Properties that hold for every seed.
@Suite struct SplitTests {
  static let methods: [SplitMethod] = [.random(), .patient()]

  @Test(arguments: 0..<30 as Range<UInt64>)
  func randomPartsCoverTheDataAndShareTheClassesOut(seed: UInt64) throws {
    let records = madeRecords(patients: 40, malignantShare: 0.1, seed: seed)
    let split = try Split.make(records, method: .random(), seed: seed)
    #expect(split.covers(records.count))
    #expect(split.errors(records).allSatisfy { $0 <= 1 })
  }

  @Test(arguments: 0..<30 as Range<UInt64>)
  func noPatientIsOnTwoSides(seed: UInt64) throws {
    let records = madeRecords(patients: 150, seed: seed)
    let split = try Split.make(records, method: .patient(), seed: seed)
    #expect(split.covers(records.count))
    #expect(split.leaks(among: records).patients == 0)
    // Whole patients: within two images of the share in each class and part.
    #expect(split.errors(records).allSatisfy { $0 <= 2 }, "\(split.errors(records))")
  }

  @Test(arguments: methods)
  func dependsOnTheSeedAndNotOnTheOrderOfTheRecords(method: SplitMethod) throws {
    let records = madeRecords(patients: 60, seed: 5)
    let split = try Split.make(records, method: method, seed: 1)
    #expect(split == (try Split.make(records, method: method, seed: 1)))
    #expect(split != (try Split.make(records, method: method, seed: 2)))
    var shuffled = records
    var generator = SeededGenerator(seed: 9)
    generator.shuffle(&shuffled)
    let other = try Split.make(shuffled, method: method, seed: 1)
    #expect(other.names(shuffled) == split.names(records))
  }

  @Test func oneRecordMoreHardlyChangesTheParts() throws {
    let records = madeRecords(patients: 60, seed: 5)
    let split = try Split.make(records, method: .random(), seed: 1)
    let fewer = try Split.make(Array(records.dropLast()), method: .random(), seed: 1)
    for (all, most) in zip(split.names(records), fewer.names(records)) {
      #expect(all.symmetricDifference(most).count <= 3)
    }
  }

  /// Over many seeds every patient, the largest too, gets to every part about as often as the
  /// parts' shares say.
  @Test func everyPatientReachesEveryPart() throws {
    let records = madeRecords(patients: 40, seed: 2)
    var testCount: [String: Int] = [:]
    for seed in 0..<300 as Range<UInt64> {
      let split = try Split.make(records, method: .patient(), seed: seed)
      for patient in Set(split.test.compactMap { records[$0].patientID }) {
        testCount[patient, default: 0] += 1
      }
    }
    #expect(testCount.count == 40)
    for (patient, count) in testCount { #expect((20...120).contains(count), "\(patient)") }
  }

  @Test func anImageWithoutPatientStandsForItself() throws {
    let records = (0..<100).map {
      LesionRecord(
        imageName: "i\($0)", isMalignant: $0 < 20, lesionID: $0 < 40 ? "l\($0 / 4)" : nil)
    }
    let split = try Split.make(records, method: .patient(), seed: 1)
    #expect(split.covers(100))
    for part in split.names(records) {
      for lesion in 0..<10 {
        let images = Set((0..<4).map { "i\(4 * lesion + $0)" })
        #expect(images.isDisjoint(with: part) || images.isSubset(of: part))
      }
    }
  }

  @Test func aRareClassReachesEveryPart() throws {
    let records = (0..<500).map { LesionRecord(imageName: "i\($0)", isMalignant: $0 < 3) }
    let split = try Split.make(records, method: .random(), seed: 1)
    #expect(split.parts.map { $0.count { $0 < 3 } } == [1, 1, 1])
  }

  @Test func aShareOfNothingIsEmpty() throws {
    let records = madeRecords(patients: 30, seed: 1)
    let fractions = SplitFractions(train: 3, validation: 1, test: 0)
    for method in [SplitMethod.random(fractions: fractions), .patient(fractions: fractions)] {
      let split = try Split.make(records, method: method, seed: 1)
      #expect(split.test.isEmpty)
      #expect(split.covers(records.count))
    }
  }

  @Test func refusesWhatCannotBeSplit() {
    let one = (0..<9).map {
      LesionRecord(imageName: "i\($0)", isMalignant: $0 < 3, patientID: "p")
    }
    func code(_ records: [LesionRecord], _ method: SplitMethod) -> DatasetError.Code? {
      #expect(throws: DatasetError.self) {
        try Split.make(records, method: method, seed: 1)
      }?.code
    }
    #expect(code(one, .patient()) == .cannotSplit)
    #expect(code([], .random()) == .cannotSplit)
    #expect(code(Array(one.prefix(2)), .random()) == .cannotSplit)
    for train in [-1, .nan, .infinity] {
      let fractions = SplitFractions(train: train, validation: 1, test: 1)
      #expect(code(one, .random(fractions: fractions)) == .cannotSplit)
    }
  }

  @Test func survivesJSON() throws {
    let split = Split(train: [3, 1], validation: [2], test: [0], unassigned: [4])
    #expect(split.train == [1, 3])
    let data = try JSONEncoder().encode(split)
    #expect(try JSONDecoder().decode(Split.self, from: data) == split)
  }
}
