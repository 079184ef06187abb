import Dataset
import ImageCodec
import LesionImage
import Report

/// Draws the photographs of Figures 1 and 3, from the training part: the same seed and data give the
/// same bytes.
struct PictureMaker {
  let data: StudyData
  let seed: UInt64
  /// What the training draws from.
  let policy: AugmentationPolicy

  /// As the network sees them.
  private static let side = 224
  private static let examples = 3
  private static let augmentations = 11
  private static let quality = 85
  /// Streams of the seed that no training uses.
  private static let examplesStream: UInt64 = 101
  private static let augmentationStream: UInt64 = 102

  /// - Throws: `ReproductionError` where an image can no longer be read.
  func pictures() throws(ReproductionError) -> ReportPictures {
    do {
      let (benign, malignant) = (examples(isMalignant: false), examples(isMalignant: true))
      var pictures = ReportPictures(
        benign: try benign.map { try picture(of: $0) },
        malignant: try malignant.map { try picture(of: $0) }, original: nil, augmented: [])
      guard let first = malignant.first, policy != .none else { return pictures }
      let image = try pixels(of: first)
      pictures.original = try picture(named: first.imageName, image)
      for position in 0..<Self.augmentations {
        var generator = SeededGenerator(
          seed: seed, stream: Self.augmentationStream, UInt64(position))
        let drawn = policy.draw(using: &generator)
        pictures.augmented.append(try picture(named: drawn.words, drawn.apply(to: image)))
      }
      return pictures
    } catch {
      throw ReproductionError(.unusableData, "\(error)")
    }
  }

  private func examples(isMalignant: Bool) -> ArraySlice<LesionRecord> {
    var candidates = data.split.train.map { data.records[$0] }
      .filter { $0.isMalignant == isMalignant }
    var generator = SeededGenerator(
      seed: seed, stream: Self.examplesStream, isMalignant ? 1 : 0)
    generator.shuffle(&candidates)
    return candidates.prefix(Self.examples)
  }

  private func pixels(of record: LesionRecord) throws(ImageCodecError) -> RGBImage {
    let side = RGBImage.minimumSide(width: Self.side, height: Self.side)
    return try ImageCodec.decode(contentsOfFile: record.path, minimumSide: side).image
      .resized(width: Self.side, height: Self.side)
  }

  private func picture(
    of record: LesionRecord
  ) throws(ImageCodecError) -> ReportPictures.Picture {
    try picture(named: record.imageName, pixels(of: record))
  }

  private func picture(
    named name: String, _ image: RGBImage
  ) throws(ImageCodecError) -> ReportPictures.Picture {
    .init(name: name, jpeg: try ImageCodec.encodeJPEG(image, quality: Self.quality))
  }
}

extension Augmentation {
  /// What was done, such as `mirrored, rotated by 34°, brightness 1.12`.
  fileprivate var words: String {
    func rounded(_ value: Float) -> String {
      let hundredths = Int((value * 100).rounded())
      let digits = hundredths % 100
      return "\(hundredths / 100).\(digits < 10 ? "0" : "")\(digits)"
    }
    var parts: [String] = []
    if mirrorsColumns { parts.append("mirrored left to right") }
    if mirrorsRows { parts.append("mirrored top to bottom") }
    parts.append("rotated by \(Int(rotation.rounded()))°")
    parts.append("zoom \(rounded(zoom))")
    parts.append("shear \(rounded(shear))")
    parts.append("saturation \(rounded(saturation))")
    parts.append("brightness \(rounded(brightness))")
    if hue != 0 { parts.append("hue \(Int(hue.rounded()))°") }
    return parts.joined(separator: ", ")
  }
}
