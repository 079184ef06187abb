import LesionImage
import TestSupport
import Testing

@Suite struct PatternTests {
  @Test func noiseIsReproducibleAndDependsOnItsSeed() {
    let noise = RGBImage.noise(width: 40, height: 30, seed: 2)
    #expect(noise == .noise(width: 40, height: 30, seed: 2))
    #expect(noise != .noise(width: 40, height: 30, seed: 4))
    #expect(abs(noise.meanLevel - 127.5) < 8)
    #expect(RGBImage.noise(width: 9, height: 9, seed: 3).pixels.allSatisfy { $0 == 0 || $0 == 255 })
  }

  @Test func gradientSpansTheScale() {
    let gradient = RGBImage.gradient(width: 20, height: 10)
    #expect(gradient[0, 0] == [0, 0, 0])
    #expect(gradient[19, 9] == [255, 255, 255])
    #expect(RGBImage.gradient(width: 1, height: 1).pixels == [0, 0, 0])
  }

  @Test func spotIsDarkInTheMiddle() {
    let spot = RGBImage.spot(side: 64)
    #expect(spot[32, 32].x < 130 && spot[2, 2].x > 190)
  }

  @Test func blurKeepsTheMeanAndRemovesDetail() {
    let plain = RGBImage(width: 12, height: 9, fill: [9, 99, 199])
    #expect(plain.boxBlurred(horizontal: 3, vertical: 2, times: 2) == plain)
    let noise = RGBImage.noise(width: 60, height: 60, seed: 2)
    let blurred = noise.boxBlurred(horizontal: 4, vertical: 4)
    #expect(abs(blurred.meanLevel - noise.meanLevel) < 3)
    #expect(blurred.largestDifference(from: noise) > 60)
  }

  @Test func levelsAreLimited() {
    let image = RGBImage(width: 1, height: 1, pixels: [10, 100, 200])
    #expect(image.mapLevels { $0 * 2 - 50 }.pixels == [0, 150, 255])
    #expect(image.largestDifference(from: image.mapLevels { $0 + 3 }) == 3)
  }
}
