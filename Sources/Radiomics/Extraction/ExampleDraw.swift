import Dataset
import LesionImage

/// The paper's "sample of the data": which images the baseline is fitted on.
package enum ExampleDraw {
  /// The first counter of the seed's stream, so that no other use shares its numbers.
  private static let stream: UInt64 = 0x5AD1

  /// At most `limit` positions in `records`, ascending, in the proportion of the classes and with at
  /// least one of either that there is. Which they are depends on names and seed, not on the order.
  package static func draw(_ records: [LesionRecord], limit: Int, seed: UInt64) -> [Int] {
    guard records.count > limit else { return Array(records.indices) }
    let byName = records.indices.sorted { records[$0].imageName < records[$1].imageName }
    var malignant = byName.filter { records[$0].isMalignant }
    var benign = byName.filter { !records[$0].isMalignant }
    var generator = SeededGenerator(seed: seed, stream: stream)
    generator.shuffle(&malignant)
    generator.shuffle(&benign)
    let share = Double(limit) * Double(malignant.count) / Double(records.count)
    let rounded = Int(share.rounded())
    let wanted = min(max(rounded, min(1, malignant.count)), limit - min(1, benign.count))
    return (malignant.prefix(max(0, wanted)) + benign.prefix(limit - max(0, wanted))).sorted()
  }
}
