import FineTuning
import Testing

@Suite("Shards of an epoch")
struct ShardTests {
  static let worlds = [(1, 1), (1, 8), (2, 4), (2, 5), (3, 1), (3, 7), (8, 16)]

  /// Every image of every batch is in exactly one process, at the place it says.
  @Test(arguments: worlds) func noOverlapAndNoLoss(count: Int, size: Int) {
    let order = (0..<count * size * 3).map { 1000 + $0 * 7 % 1009 }
    var seen: [Int] = []
    for rank in 0..<count {
      let shard = Shard(rank: rank, count: count, size: size)
      let own = shard.read(of: order)
      #expect(own.count == size * 3)
      let positions = own.indices.map { shard.position(ofRead: $0) }
      #expect(positions.map { order[$0] } == own)
      // The images of a step are of the same step in all processes.
      #expect(positions.enumerated().allSatisfy { $0 / size == $1 / (size * count) })
      seen += positions
    }
    #expect(seen.sorted() == Array(order.indices))
  }

  /// Mixup pairs an image with the one as far from the other end; in its own process too.
  @Test(arguments: worlds.filter { $0.1 % 2 == 0 })
  func partnersStayTogether(count: Int, size: Int) {
    for rank in 0..<count {
      let places = Shard(rank: rank, count: count, size: size).places
      for (place, partner) in zip(places, places.reversed()) {
        #expect(partner == count * size - 1 - place)
      }
    }
  }

  /// Where an odd number of images falls to each process, the middle one's partner is read, too.
  @Test(arguments: worlds) func partnersAreRead(count: Int, size: Int) {
    let order = Array(0..<count * size * 2)
    for rank in 0..<count {
      let shard = Shard(rank: rank, count: count, size: size, isMixed: true)
      let (read, places) = (shard.readPlaces, shard.places)
      #expect(shard.ownRows.map { read[$0] } == places)
      for row in shard.ownRows {
        #expect(read[row] + read[read.count - 1 - row] == count * size - 1)
      }
      let images = shard.read(of: order)
      #expect(images.indices.map { shard.position(ofRead: $0) } == images)
      #expect(read.count == (size % 2 == 1 && count > 1 ? size + 1 : size))
    }
  }

  @Test func aloneIsTheWholeBatchInOrder() {
    #expect(Shard(rank: 0, count: 1, size: 5).read(of: Array(0..<15)) == Array(0..<15))
    #expect(Shard(rank: 0, count: 1, size: 4).places == [0, 1, 2, 3])
  }
}
