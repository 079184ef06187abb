import LesionImage
import TestSupport
import Testing

@Suite struct StrongAugmentationTests {
  static let image = RGBImage.noise(width: 33, height: 20, seed: 6)
  static let square = RGBImage.noise(width: 48, height: 48, seed: 8)

  private func same(_ amounts: StrongAugmentation, _ image: RGBImage) -> RGBImage {
    amounts.apply(to: image, targetWidth: image.width, targetHeight: image.height)
  }

  @Test func identityChangesNothing() {
    #expect(same(.identity, Self.image) == Self.image)
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<10 {
      #expect(same(StrongAugmentationPolicy.none.draw(using: &generator), Self.image) == Self.image)
    }
  }

  /// A white pixel on black lands where the geometry says.
  @Test func mirrorsTurnsAndTransposesMoveAMarkedPixel() {
    var image = RGBImage(width: 9, height: 9)
    image[2, 1] = [255, 255, 255]
    var amounts = StrongAugmentation()
    amounts.mirrorsColumns = true
    #expect(same(amounts, image)[6, 1] == [255, 255, 255])
    amounts = StrongAugmentation()
    amounts.mirrorsRows = true
    #expect(same(amounts, image)[2, 7] == [255, 255, 255])
    amounts = StrongAugmentation()
    amounts.transposes = true
    #expect(same(amounts, image)[1, 2] == [255, 255, 255])
    amounts = StrongAugmentation()
    amounts.rotation = 90
    #expect(same(amounts, image) == Augmentation(rotation: 90).apply(to: image))
    #expect(same(amounts, image)[1, 6] == [255, 255, 255])
  }

  /// With a part cut out, its corner becomes the picture's.
  @Test func aPartFillsThePicture() {
    var amounts = StrongAugmentation()
    amounts.part = PicturePart(x: 0.25, y: 0.5, width: 0.5, height: 0.25)
    let part = amounts.apply(to: Self.square, targetWidth: 24, targetHeight: 12)
    for (x, y) in [(0, 0), (23, 11), (7, 5)] {
      #expect(part[x, y] == Self.square[12 + x, 24 + y])
    }
  }

  @Test func theSamePictureAsTheOldAugmentationWhereBothCanMakeIt() {
    var amounts = StrongAugmentation()
    amounts.rotation = 33
    amounts.shear = 0.15
    amounts.brightness = 1.2
    #expect(
      same(amounts, Self.square)
        == Augmentation(rotation: 33, shear: 0.15, brightness: 1.2).apply(to: Self.square))
  }

  @Test func colorsFollowTheirFormula() {
    let image = RGBImage(width: 3, height: 3, fill: [200, 120, 70])
    var amounts = StrongAugmentation()
    amounts.channelGain = [0.5, 1.5, 1]
    #expect(same(amounts, image)[1, 1] == [100, 180, 70])
    amounts = StrongAugmentation()
    amounts.contrast = 0.5
    #expect(same(amounts, image)[1, 1] == [165, 125, 100])
    amounts = StrongAugmentation()
    amounts.saturation = 0
    #expect(same(amounts, image)[1, 1] == [138, 138, 138])
    amounts = StrongAugmentation()
    amounts.brightness = 1e9
    #expect(same(amounts, image)[1, 1] == [255, 255, 255])
  }

  @Test func constancyMakesAColoredLightGrey() {
    var amounts = StrongAugmentation()
    amounts.balancesColors = true
    let pixel = same(amounts, RGBImage(width: 5, height: 4, fill: [180, 120, 90]))[2, 2]
    #expect(pixel.x == pixel.y && pixel.y == pixel.z)
    let grey = RGBImage(width: 5, height: 4, fill: [99, 99, 99])
    #expect(same(amounts, grey) == grey)
  }

  @Test func whatLiesOutsideGetsTheFillAndNothingElseDoes() {
    var amounts = StrongAugmentation()
    amounts.rotation = 45
    let reflected = same(amounts, Self.square)
    amounts.fill = [255, 0, 255]
    let filled = same(amounts, Self.square)
    for corner in [(0, 0), (47, 0), (0, 47), (47, 47)] {
      #expect(filled[corner.0, corner.1] == [255, 0, 255])
    }
    for place in [(24, 24), (2, 24), (24, 45)] {
      #expect(filled[place.0, place.1] == reflected[place.0, place.1])
    }
  }

  @Test func theRimLeavesTheFieldAlone() {
    var amounts = StrongAugmentation()
    amounts.vignette = Vignette(radius: 0.8, softness: 0.05, color: [1, 2, 3])
    let changed = same(amounts, Self.square)
    for y in 0..<48 {
      for x in 0..<48 {
        let (across, down) = (Float(x) - 23.5, Float(y) - 23.5)
        let distance = (across * across + down * down).squareRoot()
        if distance < 19 { #expect(changed[x, y] == Self.square[x, y]) }
        if distance > 21 { #expect(changed[x, y] == [1, 2, 3]) }
      }
    }
  }

  @Test func bordersAndCutoutsCoverWhatTheySay() {
    var amounts = StrongAugmentation()
    amounts.border = PictureBorder(left: 0.25, right: 0, top: 0, bottom: 0.5, color: [9, 8, 7])
    amounts.cutouts = [
      Cutout(part: PicturePart(x: 0.5, y: 0, width: 0.5, height: 0.25), color: [1, 1, 1])
    ]
    let changed = same(amounts, Self.square)
    #expect(changed[11, 3] == [9, 8, 7] && changed[40, 24] == [9, 8, 7])
    #expect(changed[24, 11] == [1, 1, 1] && changed[47, 0] == [1, 1, 1])
    #expect(changed[12, 12] == Self.square[12, 12] && changed[23, 0] == Self.square[23, 0])
  }

  @Test func lessDetailMeansSofterAndFlatStaysFlat() {
    let flat = RGBImage(width: 40, height: 40, fill: [120, 90, 60])
    var soft = StrongAugmentation()
    soft.detail = 0.4
    var blurred = StrongAugmentation()
    blurred.blur = 1.5
    var compressed = StrongAugmentation()
    compressed.compression = 1
    for amounts in [soft, blurred, compressed] {
      #expect(same(amounts, flat).largestDifference(from: flat) <= 4)
      #expect(roughness(same(amounts, Self.square)) < 0.8 * roughness(Self.square))
    }
    var noisy = StrongAugmentation()
    noisy.noise = 8
    let spread = same(noisy, flat).pixels.enumerated().reduce(0.0) { sum, value in
      let difference = Double(value.element) - Double(flat.pixels[value.offset])
      return sum + difference * difference
    }
    #expect(abs((spread / Double(flat.pixels.count)).squareRoot() - 8) < 0.6)
  }

  /// Mean difference of neighbours.
  private func roughness(_ image: RGBImage) -> Double {
    var sum = 0
    for index in 3..<image.pixels.count {
      sum += abs(Int(image.pixels[index]) - Int(image.pixels[index - 3]))
    }
    return Double(sum) / Double(image.pixels.count - 3)
  }

  @Test func logarithmsAndPowers() {
    for exponent in stride(from: -20.0, through: 20, by: 0.37) {
      let power = Logarithm.exp2(exponent)
      #expect(abs(Logarithm.log2(power) - exponent) < 1e-13)
    }
    #expect(Logarithm.exp2(10) == 1024 && Logarithm.log2(0.125) == -3)
    #expect(abs(Logarithm.exp2(0.5) - 1.4142135623730951) < 1e-15)
  }
}
