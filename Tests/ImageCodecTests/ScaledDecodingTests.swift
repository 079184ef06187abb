import ImageCodec
import LesionImage
import Testing

struct ScaledDecodingTests {
  static let jpeg = Result {
    try ImageCodec.encodeJPEG(TestPictures.disc(width: 1027, height: 771), quality: 95)
  }

  @Test(arguments: [
    (nil, 1027, 771), (1000, 1027, 771), (387, 1027, 771), (386, 514, 386), (224, 514, 386),
    (193, 257, 193), (97, 129, 97), (96, 129, 97), (1, 129, 97), (0, 129, 97), (-3, 129, 97),
  ])
  func `both sides stay long enough`(_ minimumSide: Int?, _ width: Int, _ height: Int) throws {
    let decoded = try ImageCodec.decode(Self.jpeg.get(), minimumSide: minimumSide)
    #expect((decoded.image.width, decoded.image.height) == (width, height))
    #expect((decoded.sourceWidth, decoded.sourceHeight) == (1027, 771))
  }

  @Test func `a half is the mean of what it covers`() throws {
    let full = try ImageCodec.decode(Self.jpeg.get()).image
    let half = try ImageCodec.decode(Self.jpeg.get(), minimumSide: 224).image
    var averaged = RGBImage(width: 513, height: 385)
    var cropped = averaged
    for y in 0..<385 {
      for x in 0..<513 {
        let sum = [(0, 0), (1, 0), (0, 1), (1, 1)].reduce(SIMD3<Int>.zero) {
          $0 &+ SIMD3<Int>(truncatingIfNeeded: full[2 * x + $1.0, 2 * y + $1.1])
        }
        averaged[x, y] = SIMD3<UInt8>(truncatingIfNeeded: (sum &+ 2) / 4)
        cropped[x, y] = half[x, y]
      }
    }
    #expect(TestPictures.meanDifference(averaged, cropped) < 1.5)
  }

  @Test func `a turned picture keeps its proportions`() throws {
    let exif = Array("Exif\0\0".utf8) + OrientationTests.tiff(littleEndian: true, value: 8)
    let bytes = try TestPictures.jpeg(
      TestPictures.disc(width: 640, height: 480), segment: 0xE1, exif)
    let decoded = try ImageCodec.decode(bytes, minimumSide: 224)
    #expect((decoded.image.width, decoded.image.height) == (240, 320))
    #expect((decoded.sourceWidth, decoded.sourceHeight) == (480, 640))
  }

  @Test func `a PNG comes at full size`() throws {
    let bytes = try ImageCodec.encodePNG(TestPictures.disc(width: 500, height: 460))
    #expect(try ImageCodec.decode(bytes, minimumSide: 10).image.width == 500)
  }
}
