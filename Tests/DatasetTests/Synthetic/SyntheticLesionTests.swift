import Dataset
import LesionImage
import Testing

struct SyntheticLesionTests {
  /// FNV-1a of the pixels: pins every platform and every build to the same bytes. A deliberate change
  /// of the drawing changes these, and then the writer's drawing version goes up too.
  @Test(arguments: [
    (false, UInt64(1), UInt64(0xCEBE_41C2_ACCD_8126)), (true, 2, 0xE26B_4667_F739_3408),
    (false, 77, 0x3587_EE79_B1D1_DE14), (true, 123_456_789, 0xB0D6_AB54_1F81_ABB9),
  ])
  func `a seed draws the same bytes everywhere`(_ isMalignant: Bool, _ seed: UInt64, _ hash: UInt64)
  {
    let image = SyntheticLesion.draw(isMalignant: isMalignant, side: 64, seed: seed)
    let found = image.pixels.reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01B3
    }
    #expect(found == hash, "found 0x\(String(found, radix: 16))")
  }

  @Test func `another seed draws another picture`() {
    let pictures = (0..<20).map {
      SyntheticLesion.draw(isMalignant: $0 % 2 == 0, side: 32, seed: UInt64($0)).pixels
    }
    #expect(Set(pictures).count == 20)
  }

  @Test(arguments: [(Int.min, 16), (-1, 16), (1, 16), (17, 17), (300, 300)])
  func `any side can be drawn`(_ side: Int, _ drawn: Int) {
    let image = SyntheticLesion.draw(isMalignant: true, side: side, seed: 4)
    #expect((image.width, image.height) == (drawn, drawn))
  }

  @Test(arguments: 0..<6) func `resolution changes little but detail`(_ seed: Int) {
    let large = SyntheticLesion.draw(isMalignant: seed % 2 == 0, side: 256, seed: UInt64(seed))
    let small = SyntheticLesion.draw(isMalignant: seed % 2 == 0, side: 64, seed: UInt64(seed))
    let reduced = large.resized(width: 64, height: 64)
    let difference = zip(small.pixels, reduced.pixels).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
    #expect(Double(difference) / Double(small.pixels.count) < 9)
  }

  @Test func `pictures are neither blank nor burnt out`() {
    for seed in 0..<60 as Range<UInt64> {
      let image = SyntheticLesion.draw(isMalignant: seed % 3 == 0, side: 64, seed: seed)
      let values = image.pixels.map(Double.init)
      let mean = values.reduce(0, +) / Double(values.count)
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
      #expect(40...235 ~= mean, "seed \(seed): mean \(mean)")
      #expect(variance.squareRoot() > 10, "seed \(seed)")
    }
  }

  /// The lesion is the darkest large thing near the middle.
  @Test func `the middle is darker than the skin around it`() {
    var darker = 0
    for seed in 0..<100 as Range<UInt64> {
      let image = SyntheticLesion.draw(isMalignant: seed % 2 == 0, side: 48, seed: seed)
      var sums = (inner: 0, innerCount: 0, outer: 0, outerCount: 0)
      for y in 0..<48 {
        for x in 0..<48 {
          let square = (x - 24) * (x - 24) + (y - 24) * (y - 24)
          let green = Int(image[x, y].y)
          if square < 49 {
            sums.inner += green
            sums.innerCount += 1
          } else if square > 400, square < 529 {
            sums.outer += green
            sums.outerCount += 1
          }
        }
      }
      if sums.inner * sums.outerCount < sums.outer * sums.innerCount { darker += 1 }
    }
    #expect(darker >= 85)
  }
}
