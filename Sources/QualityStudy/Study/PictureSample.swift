import Dataset
import LesionImage

/// Some of many pictures.
public enum PictureSample {
  /// So many records at most, drawn with the share of malignant ones as it is among all (at least one where
  /// there is one and room for it), in their own order.
  public static func draw(_ limit: Int, of records: [LesionRecord], seed: UInt64) -> [LesionRecord]
  {
    guard records.count > limit, limit > 0 else { return limit > 0 ? records : [] }
    var generator = SeededGenerator(seed: seed, stream: 0x51)
    var malignant = records.indices.filter { records[$0].isMalignant }
    var benign = records.indices.filter { !records[$0].isMalignant }
    let share = Double(malignant.count) / Double(records.count)
    var wanted = Int((Double(limit) * share).rounded())
    if wanted == 0, limit > 1, !malignant.isEmpty { wanted = 1 }
    if wanted == limit, limit > 1, !benign.isEmpty { wanted -= 1 }
    generator.shuffle(&malignant)
    generator.shuffle(&benign)
    return (malignant.prefix(wanted) + benign.prefix(limit - wanted)).sorted()
      .map { records[$0] }
  }
}
