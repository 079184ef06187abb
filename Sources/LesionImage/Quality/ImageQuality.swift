/// Whether a picture can be judged at all.
///
/// Everything is measured on brightnesses at one working size, with integers as far as it matters,
/// so that a verdict depends neither on the platform nor on how many pixels a camera has.
///
/// **Blur.** The variance of the Laplacian, the usual measure, calls smooth skin blurred and noisy
/// skin sharp. What tells them apart is how detail is spread over scales: a blurred picture has
/// lost what is finer than its blur, so between two scales below that size differences grow in
/// proportion to distance. `blur` is the mean squared difference between neighbours at a quarter
/// of the working size over the same at one half: 4 where the picture is perfectly smooth there,
/// about 2 at a sharp lesion, below 1 in noise. It is taken along rows, columns and both
/// diagonals, and the largest counts, since movement blurs along one direction only.
public enum ImageQuality {
  /// The longer side, in pixels, to which larger pictures are reduced before measuring.
  static let workingSide = 256

  /// Measures a picture.
  ///
  /// - Parameters:
  ///   - image: an upright picture, at any scale.
  ///   - sourceWidth: its width before it was scaled down in decoding, in pixels.
  ///   - sourceHeight: its height, likewise.
  public static func assess(_ image: RGBImage, sourceWidth: Int, sourceHeight: Int)
    -> QualityReport
  {
    let plane = LevelPlane(reduced(image))
    var whole = LevelHistogram()
    var middle = LevelHistogram()
    for y in 0..<plane.height {
      let isMiddleRow = y >= plane.height / 4 && y < plane.height - plane.height / 4
      for x in 0..<plane.width {
        let level = Int(plane.levels[y * plane.width + x])
        whole.add(level)
        if isMiddleRow && x >= plane.width / 4 && x < plane.width - plane.width / 4 {
          middle.add(level)
        }
      }
    }
    let shorterSide = min(sourceWidth, sourceHeight)
    let brightLevel = whole.percentile(95)
    let clippedShare = whole.share(from: 250)
    let contrast = max(
      brightLevel - whole.percentile(5), middle.percentile(95) - middle.percentile(5))
    let blur = blur(of: plane)

    var issues: QualityIssues = []
    if shorterSide < QualityLimits.shorterSide { issues.insert(.tooSmall) }
    if brightLevel < QualityLimits.brightLevel { issues.insert(.tooDark) }
    if clippedShare > QualityLimits.clippedShare { issues.insert(.tooBright) }
    if contrast < QualityLimits.contrast { issues.insert(.flat) }
    if blur > QualityLimits.blur { issues.insert(.blurred) }
    return QualityReport(
      issues: issues, shorterSide: shorterSide, brightLevel: brightLevel,
      clippedShare: clippedShare, contrast: contrast, blur: blur)
  }

  private static func reduced(_ image: RGBImage) -> RGBImage {
    let longer = max(image.width, image.height)
    guard longer > workingSide else { return image }
    // Rounded to the nearest pixel, and never to none.
    return image.resized(
      width: max((2 * image.width * workingSide + longer) / (2 * longer), 1),
      height: max((2 * image.height * workingSide + longer) / (2 * longer), 1))
  }

  private static func blur(of plane: LevelPlane) -> Float {
    let half = plane.halved()
    let fine = half.detail
    let coarse = half.halved().detail
    var largest = 0.0
    // Halving sums four values, which makes differences four times as large.
    for direction in 0..<4 where fine[direction] > 0 {
      largest = max(largest, coarse[direction] / fine[direction] / 16)
    }
    return Float(largest)
  }
}
