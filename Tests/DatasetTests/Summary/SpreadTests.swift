import Dataset
import Testing

@Suite struct SpreadTests {
  @Test func givesValuesThatOccur() throws {
    #expect(Spread([Int]()) == nil)
    let odd = try #require(Spread([5, 1, 9]))
    #expect([odd.minimum, odd.median, odd.maximum] == [1, 5, 9])
    let even = try #require(Spread([4, 1, 9, 6]))
    #expect([even.minimum, even.median, even.maximum] == [1, 4, 9])
  }
}
