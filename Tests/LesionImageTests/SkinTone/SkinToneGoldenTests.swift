import Foundation
import LesionImage
import Testing

/// Against scikit-image: see Tools/make_skin_tone_golden.py.
@Suite struct SkinToneGoldenTests {
  struct Golden: Decodable {
    struct Color: Decodable {
      let rgb: [UInt8]
      let lightness, yellowness: Double
    }
    struct Skin: Decodable {
      let pixels: [[UInt8]]
      let lightness, yellowness, angle: Double
    }
    let colors: [Color]
    let skins: [Skin]

    static func load() throws -> Golden {
      let url = try #require(
        Bundle.module.url(
          forResource: "skin_tone", withExtension: "json", subdirectory: "Golden"))
      return try JSONDecoder().decode(Golden.self, from: try Data(contentsOf: url))
    }
  }

  @Test func colorsAreThoseOfScikitImage() throws {
    let converter = LabColor.Converter()
    let colors = try Golden.load().colors
    #expect(colors.count > 50)
    for color in colors {
      let lab = converter.color(red: color.rgb[0], green: color.rgb[1], blue: color.rgb[2])
      #expect(abs(lab.lightness - color.lightness) < 1e-4, "\(color)")
      #expect(abs(lab.yellowness - color.yellowness) < 1e-4, "\(color)")
    }
  }

  @Test func anglesOfManyPixelsAreThoseOfNumPy() throws {
    let converter = LabColor.Converter()
    let skins = try Golden.load().skins
    #expect(skins.count == 6)
    for skin in skins {
      let colors = skin.pixels.map { converter.color(red: $0[0], green: $0[1], blue: $0[2]) }
      let lightness = SkinTone.trimmedMean(colors.map(\.lightness))
      let yellowness = SkinTone.trimmedMean(colors.map(\.yellowness))
      #expect(abs(lightness - skin.lightness) < 1e-4)
      #expect(abs(yellowness - skin.yellowness) < 1e-4)
      let angle = SkinTone.angle(lightness: lightness, yellowness: yellowness)
      #expect(abs(angle - skin.angle) < 1e-3)
    }
  }

  @Test func arcTangentIsThatOfTheCLibrary() {
    for y in stride(from: -3.0, through: 3, by: 0.37) {
      for x in stride(from: -3.0, through: 3, by: 0.41) {
        let degrees = Trigonometry.arcTangentDegrees(y, over: x)
        #expect(abs(degrees - atan2(y, x) * 180 / .pi) < 1e-11)
      }
    }
    #expect(Trigonometry.arcTangentDegrees(0, over: 0) == 0)
    #expect(Trigonometry.arcTangentDegrees(0, over: -2) == 180)
    #expect(abs(Trigonometry.arcTangentDegrees(1e-30, over: -1) - 180) < 1e-11)
  }
}
