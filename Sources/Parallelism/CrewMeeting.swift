import Synchronization

/// A barrier that is used again and again, and that members may leave for good.
///
/// One word holds all: the round, so that those who wait see that it is over even when the next one has
/// begun; how many still come; and how many there are.
final class CrewMeeting: Sendable {
  private let word = Atomic<UInt64>(0)

  private static let one: UInt64 = 1
  private static let coming: UInt64 = 1 << 16

  /// As many members as a word has room for.
  static let mostMembers = 0xffff

  /// Begins with `count` members, all of them still to come: 1...`mostMembers`. Nobody may be waiting.
  func begin(_ count: Int) {
    let members = UInt64(count)
    let word = self.word.load(ordering: .relaxed)
    self.word.store(
      Self.nextRound(word, members: members), ordering: .releasing)
  }

  /// Waits until all members have called this or have left.
  func meet() {
    let word = self.word.subtract(Self.coming, ordering: .acquiringAndReleasing).newValue
    if Self.coming(word) == 0 {
      // All others wait: nobody else writes.
      self.word.store(Self.nextRound(word, members: word & 0xffff), ordering: .releasing)
      return
    }
    var patience = Patience()
    while self.word.load(ordering: .acquiring) >> 32 == word >> 32 { patience.wait() }
  }

  /// Takes a member out; it does not come again.
  func leave() {
    var word = self.word.load(ordering: .relaxed)
    while true {
      let left = word - Self.coming - Self.one
      // The others may be waiting for this one alone.
      let next = Self.coming(left) == 0 ? Self.nextRound(left, members: left & 0xffff) : left
      let result = self.word.compareExchange(
        expected: word, desired: next, ordering: .acquiringAndReleasing)
      if result.exchanged { return }
      word = result.original
    }
  }

  /// Waits until all members have left. What they wrote can then be read.
  func waitForTheEnd() {
    var patience = Patience()
    while word.load(ordering: .acquiring) & 0xffff != 0 { patience.wait() }
  }

  private static func coming(_ word: UInt64) -> UInt64 { word >> 16 & 0xffff }

  private static func nextRound(_ word: UInt64, members: UInt64) -> UInt64 {
    (word >> 32 &+ 1) << 32 | members << 16 | members
  }
}
