import ImageCodec
import LesionImage
import Testing

struct EncodingTests {
  @Test(arguments: [(1, 1), (1, 300), (300, 1), (7, 9), (16, 16), (257, 129)])
  func `PNG loses nothing`(_ width: Int, _ height: Int) throws {
    let image = TestPictures.disc(width: width, height: height)
    let decoded = try ImageCodec.decode(ImageCodec.encodePNG(image))
    #expect(decoded.image == image)
    #expect(decoded.format == .png)
    #expect(decoded.orientation == .up)
  }

  @Test func `noise fits the space set aside for PNG`() throws {
    var generator = SeededGenerator(seed: 5)
    let image = RGBImage(width: 333, height: 77) { pixels in
      for index in pixels.indices { pixels[index] = UInt8(truncatingIfNeeded: generator.next()) }
    }
    #expect(try ImageCodec.decode(ImageCodec.encodePNG(image)).image == image)
  }

  @Test(arguments: JPEGEncoder.Coding.allCases, [false, true])
  func `JPEG comes close`(_ coding: JPEGEncoder.Coding, progressive: Bool) throws {
    let image = TestPictures.disc(width: 130, height: 70)
    let bytes = try JPEGEncoder.encode(
      image, quality: 92, coding: coding, progressive: progressive)
    let decoded = try ImageCodec.decode(bytes)
    #expect(decoded.format == .jpeg)
    if coding == .grey {
      #expect(
        (0..<9100).allSatisfy { decoded.image.pixels[3 * $0] == decoded.image.pixels[3 * $0 + 1] })
    } else {
      #expect(TestPictures.meanDifference(decoded.image, image) < 3)
    }
  }

  @Test func `quality trades size for likeness`() throws {
    let image = TestPictures.disc(width: 200, height: 150)
    let coarse = try ImageCodec.encodeJPEG(image, quality: 20)
    let fine = try ImageCodec.encodeJPEG(image, quality: 95)
    #expect(coarse.count < fine.count)
    #expect(
      TestPictures.meanDifference(try ImageCodec.decode(coarse).image, image)
        > TestPictures.meanDifference(try ImageCodec.decode(fine).image, image))
    #expect(try ImageCodec.encodeJPEG(image) == ImageCodec.encodeJPEG(image, quality: 90))
  }

  @Test(arguments: [Int.min, 0, 101]) func `an impossible quality is refused`(_ quality: Int) {
    let error = #expect(throws: ImageCodecError.self) {
      try ImageCodec.encodeJPEG(RGBImage(width: 2, height: 2), quality: quality)
    }
    #expect(error?.code == .notEncodable)
  }

  @Test func `a side too long for JPEG is refused`() {
    let error = #expect(throws: ImageCodecError.self) {
      try ImageCodec.encodeJPEG(RGBImage(width: 65_501, height: 1))
    }
    #expect(error?.code == .notEncodable)
  }
}
