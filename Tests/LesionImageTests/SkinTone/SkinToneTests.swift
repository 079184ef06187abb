import Foundation
import LesionImage
import Testing

@Suite struct SkinToneTests {
  /// Light, medium, tan, brown and dark skin as display values.
  static let skins: [SIMD3<UInt8>] = [
    [238, 205, 185], [222, 178, 150], [200, 152, 122], [170, 120, 92], [120, 80, 58], [70, 46, 36],
  ]

  /// What the picture's skin is by itself, without anything to look past.
  private func angle(of skin: SIMD3<UInt8>) -> Double {
    let color = LabColor.Converter().color(red: skin.x, green: skin.y, blue: skin.z)
    return SkinTone.angle(lightness: color.lightness, yellowness: color.yellowness)
  }

  /// Skin with grain, and over it whatever `cover` gives for a place in -1 ... 1.
  private func picture(
    of skin: SIMD3<UInt8>, side: Int = 200, seed: UInt64 = 1,
    cover: (_ x: Double, _ y: Double) -> SIMD3<UInt8>? = { _, _ in nil }
  ) -> RGBImage {
    var image = RGBImage(width: side, height: side)
    var generator = SeededGenerator(seed: seed)
    for y in 0..<side {
      for x in 0..<side {
        let grain = Int(generator.next(below: 13)) - 6
        let place = { (value: Int) in (2 * Double(value) + 1) / Double(side) - 1 }
        let color = cover(place(x), place(y)) ?? skin
        func channel(_ value: UInt8) -> UInt8 { UInt8(min(255, max(0, Int(value) + grain))) }
        image[x, y] = SIMD3(channel(color.x), channel(color.y), channel(color.z))
      }
    }
    return image
  }

  private func lesion(_ x: Double, _ y: Double, of skin: SIMD3<UInt8>) -> SIMD3<UInt8>? {
    (x - 0.1) * (x - 0.1) + y * y < 0.3
      ? SIMD3(skin.x / 3, skin.y / 3, skin.z / 3) : nil
  }

  @Test(arguments: skins)
  func plainSkinIsItself(skin: SIMD3<UInt8>) throws {
    let tone = try #require(SkinTone.measure(picture(of: skin)))
    #expect(abs(tone.angle - angle(of: skin)) < 1)
    #expect(tone.skinShare > 0.95)
  }

  @Test(arguments: skins)
  func looksPastLesionHairAndFrame(skin: SIMD3<UInt8>) throws {
    let covered = picture(of: skin) { x, y in
      if x * x + y * y > 0.9 { return SIMD3(2, 2, 2) }
      // Hairs, in places three pixels wide.
      if abs((4 * x + 2.3 * y).remainder(dividingBy: 1)) < 0.05 { return SIMD3(18, 14, 12) }
      return lesion(x, y, of: skin)
    }
    let tone = try #require(SkinTone.measure(covered))
    #expect(abs(tone.angle - angle(of: skin)) < 3, "\(tone)")
  }

  /// A lamp off the middle moves L* along the picture; the trimmed mean stays within its reach.
  @Test(arguments: skins.prefix(4))
  func standsSomeUnevenLight(skin: SIMD3<UInt8>) throws {
    let lit = picture(of: skin) { x, y in
      let share = 0.95 + 0.05 * x
      return SIMD3(
        UInt8(Double(skin.x) * share), UInt8(Double(skin.y) * share), UInt8(Double(skin.z) * share))
    }
    let tone = try #require(SkinTone.measure(lit))
    #expect(abs(tone.angle - angle(of: skin)) < 8)
  }

  @Test func darkerSkinHasTheSmallerAngle() throws {
    let angles = try Self.skins.map { skin in
      try #require(
        SkinTone.measure(picture(of: skin) { x, y in lesion(x, y, of: skin) })
      ).angle
    }
    #expect(angles == angles.sorted(by: >))
    #expect(ToneBand(angle: angles[0]) == .above41 || ToneBand(angle: angles[0]) == .above55)
    #expect(angles.last.map(ToneBand.init) == .upTo10)
  }

  @Test func saysNothingWithoutSkin() {
    #expect(SkinTone.measure(RGBImage(width: 60, height: 60)) == nil)
    #expect(SkinTone.measure(RGBImage(width: 60, height: 60, fill: [255, 255, 255])) == nil)
    #expect(SkinTone.measure(RGBImage(width: 60, height: 60, fill: [60, 90, 160])) == nil)
    #expect(SkinTone.measure(RGBImage(width: 1, height: 1, fill: [200, 150, 120])) == nil)
    let filled = picture(of: [90, 60, 40]) { x, y in
      x * x + y * y > 0.25 ? SIMD3(3, 3, 3) : nil
    }
    #expect(SkinTone.measure(filled) == nil)
  }

  /// Redder than blue, so nothing else turns it away: b* is 4 in the one and -7 in the other.
  @Test func aColourCastIsNoSkinTone() throws {
    let pale = try #require(SkinTone.measure(picture(of: [222, 190, 190])))
    #expect((55...90).contains(pale.angle))
    #expect(SkinTone.measure(picture(of: [222, 180, 205])) == nil)
  }

  @Test func sizeHardlyMatters() throws {
    let skin = Self.skins[2]
    let small = try #require(
      SkinTone.measure(picture(of: skin, side: 96) { x, y in lesion(x, y, of: skin) }))
    let large = try #require(
      SkinTone.measure(picture(of: skin, side: 700) { x, y in lesion(x, y, of: skin) }))
    #expect(abs(small.angle - large.angle) < 1)
  }

  @Test(
    arguments: zip(
      [90.0, 55.01, 55, 41, 28, 19, 10, 0, -60],
      [
        ToneBand.above55, .above55, .above41, .above28, .above19, .above10, .upTo10, .upTo10,
        .upTo10,
      ]))
  func bandsBeginAboveTheirLimits(angle: Double, band: ToneBand) {
    #expect(ToneBand(angle: angle) == band)
  }
}
