import Dataset
import Foundation
import TestSupport
import Testing

/// The same table in every dress it comes in, and tables that are broken as text.
@Suite struct ManifestTextTests {
  let directory = TemporaryDirectory()

  private func load(_ bytes: [UInt8]) throws -> Manifest {
    try directory.write(bytes, to: "labels.csv")
    return try Manifest.load(labels: directory.file("labels.csv"))
  }

  private func load(_ text: String) throws -> Manifest { try load(Array(text.utf8)) }

  static let dresses: [String] = [
    "image_name,diagnosis,target\na,nevus,0\nb,melanoma,1\n",
    "image_name,diagnosis,target\na,nevus,0\nb,melanoma,1",
    "\u{FEFF}image_name,diagnosis,target\r\na,nevus,0\r\nb,melanoma,1\r\n",
    "image_name,diagnosis,target\ra,nevus,0\rb,melanoma,1\r",
    "\n\nimage_name,diagnosis,target\n\na,nevus,0\n\n\nb,melanoma,1\n\n",
    "\"image_name\",\"diagnosis\",\"target\"\n\"a\",\"nevus\",\"0\"\n\"b\",\"melanoma\",\"1\"\n",
    "image_name;diagnosis;target\na;nevus;0\nb;melanoma;1\n",
    "image_name\tdiagnosis\ttarget\na\tnevus\t0\nb\tmelanoma\t1\n",
    "image_name,diagnosis,target,,\na,nevus,0,,\nb,melanoma,1,,,,\n",
    "image_name , diagnosis , target\n a , nevus , 0.0 \n b , melanoma , 1.0\n",
  ]

  @Test(arguments: dresses)
  func readsTheSameRows(text: String) throws {
    let manifest = try load(text)
    #expect(manifest.records.map(\.imageName) == ["a", "b"])
    #expect(manifest.records.map(\.diagnosis) == ["nevus", "melanoma"])
    #expect(manifest.records.map(\.isMalignant) == [false, true])
    #expect(manifest.problems.isEmpty)
  }

  @Test func readsUTF16WithAByteOrderMark() throws {
    let text = Self.dresses[0]
    let littleEndian = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(try load([0xFF, 0xFE] + littleEndian).records.count == 2)
    let bigEndian = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    #expect(try load([0xFE, 0xFF] + bigEndian).records.count == 2)
  }

  @Test func keepsQuotedDelimitersQuotesAndLineBreaks() throws {
    let manifest = try load(
      "image_name,diagnosis,target\na,\"nevus, \"\"NOS\"\"\nof the skin\",0\nb,,1\n")
    #expect(manifest.records[0].diagnosis == "nevus, \"NOS\"\nof the skin")
    #expect(manifest.records.map(\.line) == [2, 4])
  }

  @Test func keepsAnEmptyLastFieldWithoutALineEnd() throws {
    let manifest = try load("image_name,target,patient_id\na,1,IP_1\nb,0,")
    #expect(manifest.records.map(\.patientID) == ["IP_1", nil])
    #expect(manifest.problems.isEmpty)
  }

  @Test(arguments: [
    "image_name,diagnosis,target\na,\"nevus,0\nb,melanoma,1\nc,nevus,0\n",
    "image_name,diagnosis,target\na,\"nevus,0\nb,melanoma,1\nc,\"nevus\",0\n",
    "image_name,diagnosis,target\na,\"nevus,0\nb,melanoma,1\nc,nevus\",0\n",
  ])
  func aStrayQuoteCostsOnlyItsRow(text: String) throws {
    let manifest = try load(text)
    #expect(manifest.problems.first?.line == 2)
    #expect(manifest.records.contains { $0.imageName == "b" })
    #expect(manifest.records.count + manifest.problems.count == 3)
  }

  @Test func thousandsOfStrayQuotesTakeNoTime() throws {
    let rows = (0..<20_000).map { "i\($0),5\" plaque,0\n" }.joined()
    let start = ContinuousClock.now
    let error = #expect(throws: DatasetError.self) {
      try load("image_name,diagnosis,target\n" + rows)
    }
    #expect(error?.message.contains("20000 malformed-quotes") == true)
    #expect(ContinuousClock.now - start < .seconds(20))
  }

  @Test func bytesThatAreNoTextAreNoCrash() throws {
    let noise = (0..<5_000).map { UInt8(truncatingIfNeeded: $0 &* 7919 >> 3) }
    #expect(throws: DatasetError.self) { try load(noise) }
    let manifest = try load(Array("image_name,target\na,1\n".utf8) + [0xFF, 0xFE, 0x2C, 0x31])
    #expect(manifest.records.count + manifest.problems.count == 2)
  }
}
