import LesionImage
import Testing

@Suite struct SeededGeneratorTests {
  @Test func equalsPublishedXoshiroValues() {
    // Test vector of the rand_xoshiro package for the state 1, 2, 3, 4.
    var generator = SeededGenerator(state: (1, 2, 3, 4))
    let values = (0..<6).map { _ in generator.next() }
    #expect(
      values == [
        41_943_041, 58_720_359, 3_588_806_011_781_223, 3_591_011_842_654_386,
        9_228_616_714_210_784_205, 9_973_669_472_204_895_162,
      ])
  }

  @Test func stateComesFromSplitMix() {
    // The first outputs of SplitMix64 for the seed 1234567.
    let expected = SeededGenerator(
      state: (
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
        4_593_380_528_125_082_431
      ))
    #expect(SeededGenerator(seed: 1_234_567) == expected)
  }

  @Test func sameSeedSameNumbers() {
    var first = SeededGenerator(seed: 9, stream: 1, 2)
    var second = SeededGenerator(seed: 9, stream: 1, 2)
    for _ in 0..<100 { #expect(first.next() == second.next()) }
  }

  @Test func streamsDiffer() {
    var generators = [SeededGenerator(seed: 5), SeededGenerator(seed: 6)]
    for counter in 0..<40 as Range<UInt64> {
      generators.append(SeededGenerator(seed: 5, stream: counter))
      generators.append(SeededGenerator(seed: 6, stream: counter))
      generators.append(SeededGenerator(seed: 5, stream: counter, 0))
      generators.append(SeededGenerator(seed: 5, stream: 0, counter + 1))
    }
    let first = generators.indices.map { generators[$0].next() }
    #expect(Set(first).count == first.count)
  }

  @Test func neighbouringStreamsAreUncorrelated() {
    // Correlation of n independent uniform pairs is normal with deviation 1/sqrt(n) = .01.
    let count = 10_000
    var sum = 0.0
    for counter in 0..<UInt64(count) {
      var a = SeededGenerator(seed: 3, stream: counter)
      var b = SeededGenerator(seed: 3, stream: counter + 1)
      sum += (a.nextDouble() - 0.5) * (b.nextDouble() - 0.5) * 12
    }
    #expect(abs(sum / Double(count)) < 0.05)
  }

  @Test func unitsFillTheirInterval() {
    var generator = SeededGenerator(seed: 1)
    let floats = (0..<20_000).map { _ in generator.nextUnit() }
    let doubles = (0..<20_000).map { _ in generator.nextDouble() }
    #expect(floats.allSatisfy { $0 >= 0 && $0 < 1 })
    #expect(doubles.allSatisfy { $0 >= 0 && $0 < 1 })
    #expect(abs(floats.reduce(0, +) / 20_000 - 0.5) < 0.01)
    #expect(abs(doubles.reduce(0, +) / 20_000 - 0.5) < 0.01)
  }

  @Test(arguments: [1, 2, 3, 7, 1000])
  func boundedIntegersAreEven(bound: Int) {
    var generator = SeededGenerator(seed: 2)
    var counts = [Int](repeating: 0, count: bound)
    let draws = 200 * bound
    for _ in 0..<draws { counts[generator.next(below: bound)] += 1 }
    // Counts are binomial with mean 200 and a deviation of at most 14.2.
    #expect(counts.allSatisfy { abs($0 - 200) < 6 * 15 })
  }

  @Test func hugeBoundsStayBelow() {
    var generator = SeededGenerator(seed: 2)
    for _ in 0..<100 {
      let value = generator.next(below: Int.max)
      #expect(value >= 0 && value < Int.max)
    }
  }

  @Test func shuffleIsAPermutationAndFair() {
    var generator = SeededGenerator(seed: 4)
    var firsts = [Int](repeating: 0, count: 5)
    for _ in 0..<5000 {
      var items = Array(0..<5)
      generator.shuffle(&items)
      #expect(items.sorted() == Array(0..<5))
      firsts[items[0]] += 1
    }
    #expect(firsts.allSatisfy { abs($0 - 1000) < 6 * 29 })
    var empty: [Int] = []
    generator.shuffle(&empty)
    #expect(empty.isEmpty)
  }
}
