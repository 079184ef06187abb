/// Which images of every step's batch are one process's: a part of the front and the mirrored part of the
/// end.
///
/// Mixup takes an image's partner from the other end of the batch, so that a partner always lies in the same
/// process. Only where an odd number of images falls to each of several processes, the partner of the middle
/// one is another's; it is then read as well.
package struct Shard: Sendable, Equatable {
  package let rank: Int
  /// Processes.
  package let count: Int
  /// Images of each process in a step.
  package let size: Int

  /// Whether images are mixed with their partners.
  package let isMixed: Bool

  package init(rank: Int, count: Int, size: Int, isMixed: Bool = false) {
    self.rank = rank
    self.count = count
    self.size = size
    self.isMixed = isMixed
  }

  /// Places in the whole batch, ascending.
  package var places: [Int] {
    let half = size / 2
    let front = rank * half..<(rank + 1) * half
    let middle = size % 2 == 1 ? [count * half + rank] : []
    let end = count * size - (rank + 1) * half..<count * size - rank * half
    return front + middle + end
  }

  /// Whether the middle image's partner is another process's.
  private var lacksPartner: Bool { isMixed && size % 2 == 1 && count > 1 }

  /// Places in the whole batch of the images that this process reads: its own, and in their middle a partner
  /// that is another's, so that partners are as far from either end here, too.
  package var readPlaces: [Int] {
    var places = places
    if lacksPartner { places.insert(count * size - 1 - places[size / 2], at: size / 2 + 1) }
    return places
  }

  /// Rows of its own images among those that this process reads.
  package var ownRows: [Int] {
    readPlaces.indices.filter { !lacksPartner || $0 != size / 2 + 1 }
  }

  /// The place in an epoch's order of an image that the process reads, counted over the epoch.
  package func position(ofRead index: Int) -> Int {
    let places = readPlaces
    return index / places.count * size * count + places[index % places.count]
  }

  /// The images that this process reads of an epoch whose order is a whole number of batches.
  package func read(of order: [Int]) -> [Int] {
    let places = readPlaces
    return stride(from: 0, to: order.count, by: size * count).flatMap { start in
      places.map { order[start + $0] }
    }
  }

  /// This process's rows of a whole batch's.
  func rows(of whole: [Float], width: Int) -> [Float] {
    places.flatMap { whole[$0 * width..<($0 + 1) * width] }
  }

  /// The whole batch's rows, of each process's in the order of ranks.
  func whole(_ parts: [[Float]], width: Int) -> [Float] {
    var whole = [Float](repeating: 0, count: count * size * width)
    for (rank, part) in parts.enumerated() {
      let places = Shard(rank: rank, count: count, size: size).places
      for (row, place) in places.enumerated() {
        whole.replaceSubrange(
          place * width..<(place + 1) * width, with: part[row * width..<(row + 1) * width])
      }
    }
    return whole
  }
}
