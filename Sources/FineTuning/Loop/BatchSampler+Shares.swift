import Foundation
import Training

extension BatchSampler {
  /// What the images of a pool have in common.
  struct Cell: Hashable, Comparable {
    let isMalignant: Bool
    /// The data set.
    let data: Int
    let source: Int
    /// -1 where the diagnosis is not told apart.
    let diagnosis: Int

    static func < (a: Cell, b: Cell) -> Bool {
      (a.isMalignant ? 1 : 0, a.data, a.source, a.diagnosis)
        < (b.isMalignant ? 1 : 0, b.data, b.source, b.diagnosis)
    }
  }

  /// The share of the draw that each cell gets; they add up to 1.
  static func shares(
    of cells: [(cell: Cell, count: Int)], balance: DrawBalance
  ) -> [Double] {
    func count(_ isCounted: (Cell) -> Bool) -> Double {
      cells.reduce(0) { $0 + (isCounted($1.cell) ? Double($1.count) : 0) }
    }
    let natural = count(\.isMalignant) / max(1, count { _ in true })
    let hasBoth = natural > 0 && natural < 1
    let malignantShare = hasBoth ? balance.malignantShare ?? natural : natural

    /// The share of what has `cell`'s value among what has any, within the cells that `isRival` takes.
    func share(
      of cell: Cell, by value: KeyPath<Cell, Int>, power: Double, hidesSource: Bool,
      isRival: (Cell) -> Bool
    ) -> Double {
      let own = cells.map(\.cell).filter { $0.isMalignant == cell.isMalignant && isRival($0) }
      func weight(_ number: Int) -> Double {
        let images = count {
          isRival($0) && $0[keyPath: value] == number
            && (hidesSource || $0.isMalignant == cell.isMalignant)
        }
        return pow(images, power)
      }
      let total = Set(own.map { $0[keyPath: value] }).sorted().reduce(0) { $0 + weight($1) }
      return weight(cell[keyPath: value]) / total
    }
    return cells.map { entry in
      let cell = entry.cell
      let hides = balance.hidesSource
      return (cell.isMalignant ? malignantShare : 1 - malignantShare)
        * share(of: cell, by: \.data, power: balance.dataPower, hidesSource: hides) { _ in true }
        * share(of: cell, by: \.source, power: balance.sourcePower, hidesSource: hides) {
          $0.data == cell.data
        }
        * share(of: cell, by: \.diagnosis, power: balance.diagnosisPower, hidesSource: false) {
          $0.source == cell.source
        }
    }
  }

  /// Whole numbers that add up to `count`, as near as can be to the shares (largest remainders), but at
  /// least 1 each where `count` is enough for that: an image of a rare kind would else never be drawn.
  static func apportion(_ count: Int, by shares: [Double]) -> [Int] {
    let exact = shares.map { $0 * Double(count) }
    var whole = exact.map { Int($0.rounded(.down)) }
    let byRemainder = exact.indices.sorted { a, b in
      let (first, second) = (exact[a] - Double(whole[a]), exact[b] - Double(whole[b]))
      return first == second ? a < b : first > second
    }
    for index in byRemainder.prefix(max(0, count - whole.reduce(0, +))) { whole[index] += 1 }
    guard count >= shares.count else { return whole }
    for poor in whole.indices where whole[poor] == 0 {
      guard let rich = whole.indices.max(by: { whole[$0] < whole[$1] }) else { break }
      (whole[poor], whole[rich]) = (1, whole[rich] - 1)
    }
    return whole
  }
}
