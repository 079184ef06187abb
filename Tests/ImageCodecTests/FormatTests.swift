import Foundation
import ImageCodec
import LesionImage
import Testing

/// What is refused says what it is.
struct FormatTests {
  static let foreign: [(String, [UInt8])] = [
    ("BMP", Array("BM".utf8) + [54, 48, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0, 64, 0, 0, 0]),
    ("GIF", Array("GIF89a".utf8) + [1, 0, 1, 0]),
    ("WebP", Array("RIFF".utf8) + [9, 0, 0, 0] + Array("WEBPVP8 ".utf8)),
    ("HEIC", [0, 0, 0, 24] + Array("ftypheic".utf8) + [0, 0, 0, 0] + Array("mif1heic".utf8)),
    ("HEIC", [0, 0, 0, 24] + Array("ftypmif1".utf8) + [0, 0, 0, 0] + Array("mif1heic".utf8)),
    ("AVIF", [0, 0, 0, 24] + Array("ftypavif".utf8) + [0, 0, 0, 0] + Array("mif1avif".utf8)),
    ("video", [0, 0, 0, 24] + Array("ftypisom".utf8) + [0, 0, 2, 0] + Array("isomiso2".utf8)),
    ("TIFF", [0x49, 0x49, 42, 0, 8, 0, 0, 0]),
    ("TIFF", [0x4D, 0x4D, 0, 42, 0, 0, 0, 8]),
    ("DICOM", [UInt8](repeating: 0, count: 128) + Array("DICM".utf8)),
    ("JPEG 2000", [0, 0, 0, 0x0C, 0x6A, 0x50, 0x20, 0x20, 0x0D, 0x0A]),
    ("JPEG XL", [0xFF, 0x0A, 1, 2]),
    ("PDF", Array("%PDF-1.7".utf8)),
    ("zip", [0x50, 0x4B, 3, 4, 20, 0]),
    ("web page", Array("<!DOCTYPE html><html><body>404</body></html>".utf8)),
    ("SVG", Array("<?xml version=\"1.0\"?><svg></svg>".utf8)),
    ("text", Array("this is not an image\n".utf8)),
    ("text", Array("BMW fahren ist kein Bild, auch nicht auf Straßen\n".utf8)),
    ("zeros", [UInt8](repeating: 0, count: 4000)),
    ("not a picture format", [0xDE, 0xAD, 0xBE, 0xEF, 0x80]),
  ]

  @Test(arguments: foreign) func `a refusal names the format`(_ name: String, _ bytes: [UInt8]) {
    let error = refusal(of: bytes)
    #expect(error?.code == .unsupportedFormat)
    #expect(error?.message.contains(name) == true, "\(error?.message ?? "")")
    #expect(error?.message.contains("JPEG and PNG") == true)
  }

  @Test func `no bytes are their own case`() {
    #expect(refusal(of: [])?.code == .empty)
  }

  @Test func `the signature tells the format`() {
    #expect(ImageFormat(signatureOf: [0xFF, 0xD8, 0xFF, 0xE0]) == .jpeg)
    #expect(ImageFormat(signatureOf: TestPictures.pngSignature) == .png)
    #expect(ImageFormat(signatureOf: [0xFF, 0xD8]) == nil)
    #expect(ImageFormat(signatureOf: []) == nil)
  }

  /// One byte of the frame header changed: its marker or its sample size.
  @Test(arguments: [(1, UInt8(0xC3)), (1, 0xC5), (1, 0xCB), (4, 12), (4, 2)])
  func `rare variants of JPEG are refused as such`(_ offset: Int, _ value: UInt8) throws {
    var bytes = try ImageCodec.encodeJPEG(TestPictures.disc(width: 32, height: 32))
    let frame = try #require(
      bytes.indices.dropLast(9).first { bytes[$0] == 0xFF && bytes[$0 + 1] == 0xC0 })
    bytes[frame + offset] = value
    #expect(refusal(of: bytes)?.code == .unsupportedFormat)
  }

  @Test func `an interlaced PNG of 16 bits is refused as such`() throws {
    let folder = try #require(GoldenPixelsTests.folder)
    let file = folder.appendingPathComponent("refused_grey16_interlaced.png")
    let error = refusal(of: Array(try Data(contentsOf: file)))
    #expect(error?.code == .unsupportedFormat)
    #expect(error?.message.contains("interlac") == true)
  }
}
