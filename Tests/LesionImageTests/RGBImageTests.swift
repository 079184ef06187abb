import LesionImage
import Testing

@Suite struct RGBImageTests {
  @Test func fillPutsOneColourEverywhere() {
    let image = RGBImage(width: 2, height: 1, fill: [1, 2, 3])
    #expect(image.pixels == [1, 2, 3, 1, 2, 3])
    #expect(RGBImage(width: 1, height: 1).pixels == [0, 0, 0])
  }

  @Test func subscriptReadsAndWritesRowsFromTheTop() {
    var image = RGBImage(width: 3, height: 2)
    image[2, 1] = [7, 8, 9]
    #expect(image.pixels.suffix(3) == [7, 8, 9])
    #expect(image[2, 1] == [7, 8, 9])
    #expect(image[1, 1] == [0, 0, 0])
  }

  @Test func initializerPassesErrorsOn() {
    struct Stop: Error {}
    #expect(throws: Stop.self) {
      try RGBImage(width: 4, height: 4) { _ throws(Stop) in throw Stop() }
    }
  }

  @Test func normalizeScalesEachChannel() {
    let image = RGBImage(width: 1, height: 2, pixels: [10, 20, 30, 255, 0, 128])
    var values = [Float](repeating: -1, count: 6)
    image.normalize(
      into: &values, scale: [1, 0.5, 2], offset: [0, 1, -3], reversesChannels: false)
    #expect(values == [10, 11, 57, 255, 1, 253])
    image.normalize(
      into: &values, scale: [1, 0.5, 2], offset: [0, 1, -3], reversesChannels: true)
    #expect(values == [30, 11, 17, 128, 1, 507])
  }

  @Test func normalizeAsKerasAndTorchvisionDo() {
    let image = RGBImage(width: 2, height: 1, pixels: [0, 255, 127, 1, 2, 3])
    var values = [Float](repeating: 0, count: 6)
    let scale = SIMD3<Float>(repeating: 1 / 127.5)
    image.normalize(into: &values, scale: scale, offset: [-1, -1, -1], reversesChannels: false)
    #expect(values[0] == -1 && values[1] == 1 && abs(values[2] + 0.003_921_57) < 1e-6)
    let deviation = SIMD3<Float>(0.229, 0.224, 0.225)
    let mean = SIMD3<Float>(0.485, 0.456, 0.406)
    image.normalize(
      into: &values, scale: 1 / (255 * deviation), offset: -mean / deviation,
      reversesChannels: false)
    #expect(abs(values[1] - (1 - 0.456) / 0.224) < 1e-6)
    #expect(abs(values[5] - (3.0 / 255 - 0.406) / 0.225) < 1e-6)
  }
}
