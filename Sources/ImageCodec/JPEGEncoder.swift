import CJPEG
import LesionImage

/// Encodes 8-bit RGB through libjpeg-turbo with the accurate transform.
package enum JPEGEncoder {
  /// How the colour is stored. Cameras write `halvedChroma`.
  package enum Coding: CaseIterable, Sendable {
    case halvedChroma, fullChroma, grey
  }

  package static func encode(
    _ image: RGBImage, quality: Int, coding: Coding = .halvedChroma, progressive: Bool = false
  ) throws(ImageCodecError) -> [UInt8] {
    guard 1...100 ~= quality else {
      throw ImageCodecError(.notEncodable, "the JPEG quality \(quality) is not within 1 to 100")
    }
    guard max(image.width, image.height) <= 65_500 else {
      throw ImageCodecError(
        .notEncodable, "a JPEG has at most 65500 pixels a side; make the picture smaller")
    }
    guard let encoder = tjInitCompress() else {
      throw ImageCodecError(.notEncodable, "the JPEG encoder could not be started")
    }
    defer { tjDestroy(encoder) }
    let subsampling =
      switch coding {
      case .halvedChroma: TJSAMP_420
      case .fullChroma: TJSAMP_444
      case .grey: TJSAMP_GRAY
      }
    var output: UnsafeMutablePointer<UInt8>?
    var size: UInt = 0
    defer { tjFree(output) }
    let status = tjCompress2(
      encoder, image.pixels, Int32(image.width), 0, Int32(image.height), Int32(TJPF_RGB.rawValue),
      &output, &size, Int32(subsampling.rawValue), Int32(quality),
      TJFLAG_ACCURATEDCT | (progressive ? TJFLAG_PROGRESSIVE : 0))
    guard status == 0, let output else {
      throw ImageCodecError(
        .notEncodable, "the picture could not be written as JPEG",
        cause: tjGetErrorStr2(encoder).map { String(cString: $0) })
    }
    return [UInt8](UnsafeBufferPointer(start: output, count: Int(size)))
  }
}
