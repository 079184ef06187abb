import Dataset
import LesionImage
import TestSupport

/// Pictures at sizes where something could differ: none a multiple of another, enlarged and
/// reduced, the network's own size, a single pixel, slivers, good ones and poor ones.
enum AwkwardPictures {
  static let all: [RGBImage] =
    lesions + [
      lesions[0].mapLevels { $0 * 0.15 },
      lesions[1].mapLevels { $0 * 3 },
      lesions[2].boxBlurred(horizontal: 6, vertical: 6, times: 2),
      RGBImage.noise(width: 223, height: 225, seed: 3),
      RGBImage.noise(width: 224, height: 224, seed: 4),
      RGBImage.noise(width: 1, height: 1, seed: 6),
      RGBImage.noise(width: 1, height: 2999, seed: 8),
      RGBImage.noise(width: 20011, height: 3, seed: 10),
      RGBImage.gradient(width: 641, height: 479),
      RGBImage(width: 300, height: 200, fill: SIMD3(200, 160, 140)),
    ]

  /// Made-up lesions, squeezed into other proportions.
  private static let lesions: [RGBImage] = [(301, 257), (225, 224), (517, 389), (129, 1021)]
    .enumerated().map { index, size in
      SyntheticLesion.draw(isMalignant: index % 2 == 0, side: 400, seed: UInt64(index))
        .resized(width: size.0, height: size.1)
    }
}
