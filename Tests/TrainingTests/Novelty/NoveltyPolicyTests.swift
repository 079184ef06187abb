import Dataset
import Testing
import Training

@Suite("Limit of the novelty detector")
struct NoveltyPolicyTests {
  private func limit(_ distances: [Float], _ percentile: Double = 99) -> Float? {
    ModelMetadata.Novelty.Limit(
      of: distances, by: NoveltyPolicy(percentile: percentile), chosenOn: "made up"
    ).map { Float($0.value) }
  }

  /// Of 99 images the 99th: each new one is as likely as any to be the farthest of 100.
  @Test func ranksAreThoseOfConformalPrediction() {
    let distances = (1...999).map { Float($0) }
    #expect(limit(distances.shuffled()) == 990)
    #expect(limit(Array(distances.prefix(99)).reversed()) == 99)
    #expect(limit(Array(distances.prefix(199))) == 198)
    #expect(limit(Array(distances.prefix(20))) == 20)
    #expect(limit(distances, 50) == 500)
    #expect(limit([3]) == 3)
  }

  @Test func whatIsRefusedIsCounted() throws {
    let chosen = try #require(
      ModelMetadata.Novelty.Limit(
        of: (1...999).map { Float($0) } + [990], by: .standard, chosenOn: "made up"))
    // The rank is 991 of 1000, and 990 is there twice.
    #expect(chosen.value == 990 && chosen.images == 1000 && chosen.refused == 9)
    #expect(chosen.percentile == 99 && chosen.chosenOn == "made up")
  }

  @Test func distancesThatSayNothingAreRefused() {
    #expect(limit([]) == nil)
    #expect(limit([1, .nan]) == nil)
    #expect(limit([1, .infinity]) == nil)
    #expect(limit([1, 0]) == nil)
  }

  @Test func samplesAreDrawnBySeedAndKeepTheirOrder() {
    let records = (0..<300).map { LesionRecord(imageName: "\($0)", isMalignant: false, line: $0) }
    let policy = NoveltyPolicy(maximumImages: 100)
    let drawn = policy.sample(records, seed: 7)
    #expect(drawn.count == 100 && drawn == policy.sample(records, seed: 7))
    #expect(drawn != policy.sample(records, seed: 8))
    #expect(drawn.map(\.line) == drawn.map(\.line).sorted() && Set(drawn.map(\.line)).count == 100)
    #expect(NoveltyPolicy().sample(records, seed: 7) == records)
  }
}
