import Foundation
import ImageCodec
import LesionImage
import Testing

/// Files cut short or with flipped bits: refused or decoded, never a crash.
struct DamageTests {
  enum Sample: CaseIterable, Sendable {
    case baseline, progressive, grey, png

    func bytes() throws -> [UInt8] {
      let image = TestPictures.disc(width: 96, height: 72)
      return switch self {
      case .baseline: try ImageCodec.encodeJPEG(image)
      case .progressive: try JPEGEncoder.encode(image, quality: 85, progressive: true)
      case .grey: try JPEGEncoder.encode(image, quality: 85, coding: .grey)
      case .png: try ImageCodec.encodePNG(image)
      }
    }
  }

  @Test(arguments: Sample.allCases) func `every cut is refused`(_ sample: Sample) throws {
    let bytes = try sample.bytes()
    _ = try ImageCodec.decode(bytes)
    let sixteenths = (0..<16).map { bytes.count * $0 / 16 }
    for length in sixteenths + [1, 2, 3, 4, 9, bytes.count - 2, bytes.count - 1] {
      let error = refusal(of: Array(bytes.prefix(length)))
      #expect(length < 8 || error?.code == .corrupt)
    }
  }

  /// A few hundred files with 1 to 12 changed bytes each; some still decode, and that is fine.
  @Test(.timeLimit(.minutes(1)), arguments: Sample.allCases)
  func `flipped bits never crash`(_ sample: Sample) throws {
    let original = try sample.bytes()
    var generator = SeededGenerator(seed: 2024)
    var refused = 0
    for round in 0..<400 {
      var bytes = original
      // Half of the rounds aim at the header, where the lies about sizes are.
      let reach = round % 2 == 0 ? min(700, bytes.count) : bytes.count
      for _ in 0...generator.next(below: 12) {
        bytes[generator.next(below: reach)] ^= 1 << UInt8(generator.next(below: 8))
      }
      do {
        let decoded = try ImageCodec.decode(
          bytes, limits: DecodingLimits(maximumPixels: 4_000_000),
          minimumSide: round % 3 == 0 ? 20 : nil)
        #expect(decoded.image.pixels.count == 3 * decoded.image.width * decoded.image.height)
      } catch {
        refused += 1
        #expect(!error.message.isEmpty)
      }
    }
    #expect(refused > 200)
  }

  /// Checksums made right again let the damage through to the library.
  @Test(.timeLimit(.minutes(1)), arguments: GoldenPixelsTests.cases.filter { $0.isPNG })
  func `damage behind right checksums never crashes`(_ golden: GoldenPixelsTests.Case) throws {
    let folder = try #require(GoldenPixelsTests.folder)
    let file = folder.appendingPathComponent(golden.file)
    let chunks = try TestPictures.chunks(of: Array(Data(contentsOf: file)))
    var generator = SeededGenerator(seed: 77)
    for _ in 0..<60 {
      var damaged = chunks
      for _ in 0...generator.next(below: 4) {
        let chosen = generator.next(below: damaged.count)
        guard !damaged[chosen].content.isEmpty else { continue }
        let place = generator.next(below: damaged[chosen].content.count)
        damaged[chosen].content[place] ^= 1 << UInt8(generator.next(below: 8))
      }
      if generator.next(below: 4) == 0 { damaged.remove(at: generator.next(below: damaged.count)) }
      let bytes =
        TestPictures.pngSignature + damaged.flatMap { TestPictures.chunk($0.name, $0.content) }
      _ = try? ImageCodec.decode(bytes, limits: DecodingLimits(maximumPixels: 1_000_000))
    }
  }

  @Test func `any flipped bit of a PNG is found`() throws {
    let original = try Sample.png.bytes()
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<200 {
      var bytes = original
      bytes[generator.next(below: bytes.count)] ^= 1 << UInt8(generator.next(below: 8))
      _ = refusal(of: bytes)
    }
  }

  @Test func `what follows the end is left alone`() throws {
    for sample in Sample.allCases {
      let bytes = try sample.bytes()
      let trailed = bytes + [UInt8](repeating: 0x5A, count: 5000)
      #expect(try ImageCodec.decode(trailed).image == ImageCodec.decode(bytes).image)
    }
  }

  @Test func `left-over data before the end is damage`() throws {
    let bytes = try Sample.baseline.bytes()
    let padded = bytes.dropLast(2) + [1, 2, 3, 4, 5, 6, 7, 8] + bytes.suffix(2)
    #expect(refusal(of: Array(padded))?.code == .corrupt)
  }
}
