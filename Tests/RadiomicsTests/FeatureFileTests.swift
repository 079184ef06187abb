import Dataset
import Radiomics
import Testing

/// The cache's bytes: whatever is in the file, features come out whole or not at all.
@Suite("Feature files")
struct FeatureFileTests {
  private let rows: FeatureFile.Rows = [
    ContentHash(value: 7): FeatureRow([0, 1.5, -2, 0, .pi]),
    ContentHash(value: .max): FeatureRow([]),
    ContentHash(value: 1): FeatureRow([Double](repeating: 0.1, count: 532)),
  ]

  @Test func roundTrip() {
    let bytes = FeatureFile.serialized(rows)
    #expect(FeatureFile.parse(bytes) == rows)
    #expect(FeatureFile.serialized(rows) == bytes)
    #expect(FeatureFile.parse(FeatureFile.serialized([:])) == [:])
  }

  @Test func everyTruncationIsNoticed() {
    let bytes = FeatureFile.serialized(rows)
    for count in 0..<bytes.count { #expect(FeatureFile.parse(Array(bytes[..<count])) == nil) }
    #expect(FeatureFile.parse(bytes + [0]) == nil)
  }

  @Test func everyChangedByteIsNoticed() {
    let bytes = FeatureFile.serialized(rows)
    for index in bytes.indices {
      var damaged = bytes
      damaged[index] ^= 0x10
      #expect(FeatureFile.parse(damaged) == nil)
    }
  }

  /// Rows that no image has, behind a valid fingerprint.
  @Test func impossibleRowsAreRefused() {
    let impossible = [
      FeatureRow([Double](repeating: 1, count: 533)), FeatureRow([.nan]), FeatureRow([.infinity]),
    ]
    for row in impossible {
      #expect(FeatureFile.parse(FeatureFile.serialized([ContentHash(value: 1): row])) == nil)
    }
  }
}
