import LesionImage
import TestSupport
import Testing

@Suite struct OrientationTests {
  static let image = RGBImage(
    width: 3, height: 2, pixels: (0..<6).flatMap { [UInt8($0), UInt8($0) + 100, UInt8($0) + 200] })

  /// The stored picture is 0 1 2 / 3 4 5; EXIF names the side on which its first row and its first
  /// column lie in the upright one.
  @Test(
    arguments: [
      (.up, [[0, 1, 2], [3, 4, 5]]),
      (.upMirrored, [[2, 1, 0], [5, 4, 3]]),
      (.down, [[5, 4, 3], [2, 1, 0]]),
      (.downMirrored, [[3, 4, 5], [0, 1, 2]]),
      (.leftMirrored, [[0, 3], [1, 4], [2, 5]]),
      (.right, [[3, 0], [4, 1], [5, 2]]),
      (.rightMirrored, [[5, 2], [4, 1], [3, 0]]),
      (.left, [[2, 5], [1, 4], [0, 3]]),
    ] as [(Orientation, [[UInt8]])])
  func turnsAsExifSays(orientation: Orientation, rows: [[UInt8]]) {
    let expected = RGBImage(
      width: rows[0].count, height: rows.count,
      pixels: rows.joined().flatMap { [$0, $0 + 100, $0 + 200] })
    #expect(Self.image.oriented(orientation) == expected)
    #expect(orientation.swapsSides == (expected.width == 2))
  }

  @Test func rawValuesAreTheExifValues() {
    #expect(Orientation.allCases.map(\.rawValue) == Array(1...8))
    #expect(Orientation(rawValue: 0) == nil && Orientation(rawValue: 9) == nil)
  }

  @Test(arguments: Orientation.allCases)
  func inverseUndoes(orientation: Orientation) {
    #expect(orientation.followed(by: orientation.inverse) == .up)
    #expect(orientation.inverse.followed(by: orientation) == .up)
    #expect(Self.image.oriented(orientation).oriented(orientation.inverse) == Self.image)
  }

  @Test(arguments: Orientation.allCases, Orientation.allCases)
  func compositionIsDoingOneAfterTheOther(first: Orientation, second: Orientation) {
    let both = Self.image.oriented(first).oriented(second)
    #expect(Self.image.oriented(first.followed(by: second)) == both)
    // Tiles of the copy have to fit together too.
    let large = RGBImage.noise(width: 67, height: 41, seed: 2)
    #expect(
      large.oriented(first).oriented(second) == large.oriented(first.followed(by: second)))
  }
}
