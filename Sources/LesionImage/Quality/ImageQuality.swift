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
  /// Measures a picture.
  ///
  /// - Parameters:
  ///   - picture: upright, at any scale.
  ///   - sourceWidth: its width before it was scaled down in decoding, in pixels; its own where it
  ///     was not.
  ///   - sourceHeight: its height, likewise.
  public static func assess(
    _ picture: PictureView, sourceWidth: Int? = nil, sourceHeight: Int? = nil
  ) -> QualityReport {
    let working = WorkingPicture.reduced(picture)
    let plane = LevelPlane(working)
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
    let brightLevel = whole.percentile(95)
    let lesion = LesionExtent(plane)
    let colors = SkinColors(working, plane, around: lesion)
    var report = QualityReport(
      issues: [], shorterSide: min(sourceWidth ?? picture.width, sourceHeight ?? picture.height),
      brightLevel: brightLevel, clippedShare: clippedShare(of: working),
      contrast: max(
        brightLevel - whole.percentile(5), middle.percentile(95) - middle.percentile(5)),
      blur: blur(of: plane), noise: plane.noise, glareShare: colors.glareShare,
      colorCast: colors.cast, lesionShare: lesion.share, lesionOffset: lesion.offset,
      lesionContrast: lesion.contrast)
    report.judge()
    return report
  }

  /// Measures a picture, as above.
  public static func assess(
    _ image: RGBImage, sourceWidth: Int? = nil, sourceHeight: Int? = nil
  ) -> QualityReport {
    image.withView { assess($0, sourceWidth: sourceWidth, sourceHeight: sourceHeight) }
  }

  private static func clippedShare(of image: RGBImage) -> Float {
    var clipped = 0
    for value in image.pixels where value >= 250 { clipped += 1 }
    return Float(clipped) / Float(image.pixels.count)
  }

  private static func blur(of plane: LevelPlane) -> Float {
    let fine = plane.halved()
    let coarse = fine.halved()
    var largest = 0.0
    func look(_ right: Int, _ down: Int) {
      let detail = fine.meanSquaredDifference(right: right, down: down)
      guard detail > 0 else { return }
      // Halving sums four values, which makes differences four times as large.
      let ratio = coarse.meanSquaredDifference(right: right, down: down) / detail / 16
      largest = max(largest, ratio)
    }
    look(1, 0)
    look(0, 1)
    look(1, 1)
    look(-1, 1)
    return Float(largest)
  }
}
