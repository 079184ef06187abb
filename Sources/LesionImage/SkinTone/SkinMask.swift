/// The pixels of a dermoscopic picture that show skin around the lesion.
///
/// Lesions lie in the middle and are darker than their skin; what surrounds the instrument's opening is
/// black and lies in the corners. So skin is looked for in the outer zone of the ellipse that touches
/// the borders, nothing near black or white is taken, and of the rest the lighter part by Otsu's
/// threshold (IEEE Transactions on Systems, Man and Cybernetics 9, 1979), where two parts can be told
/// apart at all: hair, ink, and lesions that reach out are the darker one.
package struct SkinMask: Sendable {
  /// Less of the zone than this is too little skin for a colour.
  package static let smallestShare = 0.1
  /// Looked-at pixels a side at most: more would change nothing but the time.
  private static let gridSide = 192
  /// The zone, in shares of the ellipse's half axes.
  private static let zone = 0.55...0.97
  /// Levels between the two parts' means from which on they are two: uneven light alone gives less.
  private static let leastContrast = 24.0

  /// Positions of pixels in the picture.
  package let skin: [Int]
  /// The share of the zone's looked-at pixels that are skin, 0 to 1.
  package let skinShare: Double

  package init(_ image: RGBImage) {
    let zone = Self.zonePixels(of: image)
    let levels = zone.map { Self.level(image, $0) }
    // What is far darker than the brightest skin is the frame, and would draw the threshold to itself.
    var brightness = LevelHistogram()
    for level in levels { brightness.add(level) }
    let floor = max(12, brightness.percentile(90) / 4)
    var candidates: [Int] = []
    var histogram = [Int](repeating: 0, count: 256)
    for (pixel, level) in zip(zone, levels) where level >= floor && level <= 250 {
      // Skin is never bluer than red; ink, gel at its edges and gloves are.
      guard image.pixels[3 * pixel] > image.pixels[3 * pixel + 2] else { continue }
      candidates.append(pixel)
      histogram[level] += 1
    }
    let threshold = Self.otsuThreshold(histogram)
    skin = candidates.filter { Self.level(image, $0) > threshold }
    skinShare = zone.isEmpty ? 0 : Double(skin.count) / Double(zone.count)
  }

  private static func zonePixels(of image: RGBImage) -> [Int] {
    let columnStep = max(1, image.width / gridSide)
    let rowStep = max(1, image.height / gridSide)
    var pixels: [Int] = []
    var row = rowStep / 2
    while row < image.height {
      let v = (2 * Double(row) + 1) / Double(image.height) - 1
      var column = columnStep / 2
      while column < image.width {
        let u = (2 * Double(column) + 1) / Double(image.width) - 1
        let radius = (u * u + v * v).squareRoot()
        if zone.contains(radius) { pixels.append(row * image.width + column) }
        column += columnStep
      }
      row += rowStep
    }
    return pixels
  }

  /// Brightness in 0...255, weighted as in ITU-R BT.601.
  private static func level(_ image: RGBImage, _ pixel: Int) -> Int {
    let red = Int(image.pixels[3 * pixel])
    let green = Int(image.pixels[3 * pixel + 1])
    let blue = Int(image.pixels[3 * pixel + 2])
    return (77 * red + 150 * green + 29 * blue + 128) >> 8
  }

  /// The level up to which pixels are the darker part; -1 where there is only one.
  package static func otsuThreshold(_ histogram: [Int]) -> Int {
    var total = 0
    var sum = 0
    for (level, count) in histogram.enumerated() {
      total += count
      sum += level * count
    }
    var best = (spread: 0.0, threshold: -1)
    var count = 0
    var darkSum = 0
    for (level, here) in histogram.enumerated() {
      count += here
      darkSum += level * here
      guard count > 0, count < total else { continue }
      let dark = Double(darkSum) / Double(count)
      let light = Double(sum - darkSum) / Double(total - count)
      guard light - dark >= leastContrast else { continue }
      let spread = Double(count) * Double(total - count) * (light - dark) * (light - dark)
      if spread > best.spread { best = (spread, level) }
    }
    return best.threshold
  }
}
