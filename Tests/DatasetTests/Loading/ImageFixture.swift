import Dataset
import ImageCodec
import LesionImage
import TestSupport

/// A folder of small noise images, every one different, and records for them.
struct ImageFixture {
  let directory = TemporaryDirectory()
  private(set) var records: [LesionRecord] = []

  init(count: Int, width: Int = 40, height: Int = 30) throws {
    for index in 0..<count {
      let name = "image\(index).png"
      try directory.write(
        ImageCodec.encodePNG(Self.image(index, width: width, height: height)), to: name)
      add(name, isMalignant: index % 3 == 0)
    }
  }

  /// The picture behind the record at `index`.
  static func image(_ index: Int, width: Int = 40, height: Int = 30) -> RGBImage {
    var generator = SeededGenerator(seed: UInt64(index))
    let pixels = (0..<(3 * width * height)).map { _ in UInt8(generator.next(below: 256)) }
    return RGBImage(width: width, height: height, pixels: pixels)
  }

  mutating func add(_ name: String, isMalignant: Bool = false, patientID: String? = nil) {
    records.append(
      LesionRecord(
        imageName: "record\(records.count)", path: directory.file(name), isMalignant: isMalignant,
        patientID: patientID, line: records.count + 2))
  }
}
