/// Where a measured value begins to count as an issue.
///
/// Chosen by measuring, not by taste. Refused together: 0.9 % of 2,983 ISIC 2020 pictures (malignant
/// 0.9, benign 0.9), 1.1 % of 7,872 HAM10000 pictures (melanoma 1.1), none of 22 full-resolution
/// originals and none of 84 smartphone photographs. Shares of degraded pictures below are of 150
/// ISIC 2020 pictures, blurs in pixels at 256 pixels a side.
public enum QualityLimits {
  /// The shorter side of the source has to reach this many pixels.
  ///
  /// HAM10000 at 200x150 still works; a network that reads 224 pixels invents most of what it sees
  /// in anything much smaller.
  public static let shorterSide = 128

  /// The brightest twentieth has to reach this level.
  ///
  /// 99.9 % of ISIC 2020 reach 86, all smartphone photographs (skin types I to VI) 112. Pictures
  /// darkened to a fifth reach 51 at most and are all refused, to three tenths: two thirds.
  public static let brightLevel = 64

  /// At most this share may be at the upper end of the scale.
  ///
  /// 99.5 % of ISIC 2020 (some of it on white ground) stay below .30, HAM10000 below .26. Twice the
  /// exposure is refused in 81 %, three times in 98 %.
  public static let clippedShare: Float = 0.3

  /// The contrast has to reach this many levels.
  ///
  /// 99.5 % of ISIC 2020 reach 26, smartphone photographs 34. Of pictures with a tenth of their
  /// contrast all are refused, with a fifth three quarters.
  public static let contrast = 24

  /// The blur may not exceed this; 4 is perfectly smooth.
  ///
  /// ISIC 2020 reaches 3.02 at most, the originals 2.95, smartphone photographs 2.64; HAM10000
  /// exceeds it in 1 %, much of it visibly soft. Gaussian blur of deviation 2 is refused in three
  /// quarters, of 3 and more always; movement by 15, 23 and 31 pixels in 54, 65 and 69 %: lesions
  /// whose edges happen to run along the movement stay sharp.
  public static let blur: Float = 3.1
}
