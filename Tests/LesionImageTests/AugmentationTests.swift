import LesionImage
import TestSupport
import Testing

@Suite struct AugmentationTests {
  static let image = RGBImage.noise(width: 33, height: 20, seed: 6)
  static let square = RGBImage.noise(width: 24, height: 24, seed: 8)

  @Test func identityChangesNothing() {
    #expect(Augmentation.identity.apply(to: Self.image) == Self.image)
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<10 {
      #expect(AugmentationPolicy.none.draw(using: &generator) == .identity)
    }
  }

  @Test func mirrorsAreExact() {
    let columns = Augmentation(mirrorsColumns: true)
    #expect(columns.apply(to: Self.image) == Self.image.oriented(.upMirrored))
    let rows = Augmentation(mirrorsRows: true)
    #expect(rows.apply(to: Self.image) == Self.image.oriented(.downMirrored))
    let both = Augmentation(mirrorsColumns: true, mirrorsRows: true)
    #expect(both.apply(to: Self.image) == Self.image.oriented(.down))
  }

  @Test func quarterTurnsAreExactAndAnticlockwise() {
    let turned = Augmentation(rotation: 90).apply(to: Self.square)
    #expect(turned == Self.square.oriented(.left))
    #expect(Augmentation(rotation: 180).apply(to: Self.image) == Self.image.oriented(.down))
    #expect(Augmentation(rotation: 270).apply(to: Self.square) == Self.square.oriented(.right))
    #expect(Augmentation(rotation: -90).apply(to: Self.square) == Self.square.oriented(.right))
    #expect(Augmentation(rotation: 360).apply(to: Self.image) == Self.image)
  }

  @Test(arguments: [17, 45, 80] as [Float])
  func turningThereAndBackKeepsASmoothCentre(degrees: Float) {
    let smooth = RGBImage.gradient(width: 64, height: 64)
    let there = Augmentation(rotation: degrees).apply(to: smooth)
    let back = Augmentation(rotation: -degrees).apply(to: there)
    for y in 24..<40 {
      for x in 24..<40 {
        for channel in 0..<3 {
          #expect(abs(Int(back[x, y][channel]) - Int(smooth[x, y][channel])) <= 2)
        }
      }
    }
  }

  @Test func zoomEnlargesTheMiddle() {
    var image = RGBImage(width: 20, height: 20, fill: [200, 200, 200])
    for y in 6..<14 { for x in 6..<14 { image[x, y] = [50, 50, 50] } }
    func darkCount(_ image: RGBImage) -> Int {
      stride(from: 0, to: image.pixels.count, by: 3).count { image.pixels[$0] < 125 }
    }
    // A zoom of .2 stretches by 1.25: from 8 x 8 to 10 x 10.
    #expect(darkCount(image) == 64)
    #expect(darkCount(Augmentation(zoom: 0.2).apply(to: image)) == 100)
  }

  @Test func shearShiftsRowsInProportionToTheirHeight() {
    var image = RGBImage(width: 41, height: 41)
    for y in 0..<41 { image[20, y] = [240, 240, 240] }
    let sheared = Augmentation(shear: 0.2).apply(to: image)
    // Row y shows the old picture at x + .2 (y - 20), so the line moves left below the centre.
    #expect(sheared[20, 20].x == 240)
    #expect(sheared[18, 30].x == 240)
    #expect(sheared[22, 10].x == 240)
  }

  @Test func outsideIsReflectedNeverBlack() {
    let bright = RGBImage(width: 30, height: 17, fill: [180, 120, 90])
    for degrees in stride(from: 0, through: 90, by: 7.5) as StrideThrough<Float> {
      let turned = Augmentation(rotation: degrees, shear: 0.2).apply(to: bright)
      #expect(turned == bright)
    }
    // Even when the picture is much smaller than its reflections.
    let far = Augmentation(zoom: -40, shear: 3).apply(to: bright)
    #expect(far == bright)
  }

  @Test func onePixelSurvivesEverything() {
    let pixel = RGBImage(width: 1, height: 1, fill: [9, 90, 200])
    let warped = Augmentation(mirrorsRows: true, rotation: 33, zoom: 0.1, shear: 0.2)
    #expect(warped.apply(to: pixel) == pixel)
  }

  @Test func brightnessIsAFactor() {
    let image = RGBImage(width: 1, height: 1, fill: [10, 100, 250])
    #expect(Augmentation(brightness: 1.3).apply(to: image)[0, 0] == [13, 130, 255])
    #expect(Augmentation(brightness: 0.7).apply(to: image)[0, 0] == [7, 70, 175])
    #expect(Augmentation(brightness: 0).apply(to: image)[0, 0] == [0, 0, 0])
  }

  @Test func saturationMovesTowardsGreyAndKeepsTheMean() {
    let image = RGBImage(width: 1, height: 1, fill: [200, 120, 70])
    #expect(Augmentation(saturation: 0.5).apply(to: image)[0, 0] == [165, 125, 100])
    #expect(Augmentation(saturation: 0).apply(to: image)[0, 0] == [130, 130, 130])
  }

  @Test func hueTurnsRedToGreenToBlue() {
    let red = RGBImage(width: 1, height: 1, fill: [200, 20, 20])
    #expect(Augmentation(hue: 120).apply(to: red)[0, 0] == [20, 200, 20])
    #expect(Augmentation(hue: 240).apply(to: red)[0, 0] == [20, 20, 200])
    #expect(Augmentation(hue: 360).apply(to: red) == red)
    let grey = RGBImage(width: 1, height: 1, fill: [77, 77, 77])
    #expect(Augmentation(hue: 77).apply(to: grey) == grey)
  }

  @Test func senselessAmountsStillGiveAPicture() {
    let wild = Augmentation(
      rotation: 1e30, zoom: -1e30, shear: 1e30, saturation: -1e30, brightness: 1e30, hue: -1e30)
    #expect(wild.apply(to: Self.square).pixels.count == Self.square.pixels.count)
  }

  @Test(arguments: [0, 1, 29.999, 30, 45, 45.001, 89, 90, 123, 359, -1, -271, 7200.5])
  func sineAndCosineLieOnTheCircle(degrees: Double) {
    let (sine, cosine) = Trigonometry.sineAndCosine(degrees: degrees)
    #expect(abs(sine * sine + cosine * cosine - 1) < 1e-15)
    let doubled = Trigonometry.sineAndCosine(degrees: 2 * degrees)
    #expect(abs(2 * sine * cosine - doubled.sine) < 1e-12)
    #expect(abs(cosine * cosine - sine * sine - doubled.cosine) < 1e-12)
  }

  @Test func sineAndCosineOfKnownAngles() {
    #expect(abs(Trigonometry.sineAndCosine(degrees: 30).sine - 0.5) < 1e-16)
    #expect(abs(Trigonometry.sineAndCosine(degrees: 60).cosine - 0.5) < 2e-16)
    #expect(Trigonometry.sineAndCosine(degrees: 90) == (1, 0))
    #expect(Trigonometry.sineAndCosine(degrees: -180) == (0, -1))
  }
}
