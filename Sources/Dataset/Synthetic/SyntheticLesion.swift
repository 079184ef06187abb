import LesionImage

/// Draws pictures that look like dermoscopy, for tests and demonstrations where no data is at hand.
///
/// No patient was photographed: everything comes from a seed. The pictures are made like real ones
/// are: amounts of melanin, blood and deep pigment lie at each point of the skin, absorb light, and a
/// camera with its own colour balance, vignette, focus and noise looks at them, past hair, rulers and
/// bubbles.
///
/// The classes differ as the ABCD rule of dermoscopy says (Nachbar et al., J Am Acad Dermatol 30,
/// 1994): asymmetry, border, colours and diameter. Their distributions overlap (`LesionTraits`),
/// so that a classifier on general image features reaches an area under the ROC curve of about .9,
/// not 1. A model trained on these pictures knows nothing about skin cancer.
public enum SyntheticLesion {
  /// A square picture of a made-up lesion.
  ///
  /// The same arguments give the same bytes on every platform: only basic arithmetic and square
  /// roots are used, whose results IEEE 754 fixes. The same seed at another `side` shows the same
  /// lesion at another resolution.
  ///
  /// - Parameters:
  ///   - isMalignant: which distribution the lesion's traits are drawn from.
  ///   - side: width and height in pixels, 16 at least (smaller values count as 16).
  ///   - seed: what to draw.
  public static func draw(isMalignant: Bool, side: Int, seed: UInt64) -> RGBImage {
    draw(
      LesionTraits(isMalignant: isMalignant, seed: seed), PatientTraits(seed: seed), side: side,
      seed: seed)
  }

  /// A picture with given traits; the seed draws all that the traits leave open.
  static func draw(
    _ lesion: LesionTraits, _ patient: PatientTraits, side: Int, seed: UInt64
  ) -> RGBImage {
    let side = max(side, 16)
    var layers = SkinLayers(side: side)
    SkinPainter(patient: patient, seed: seed).paint(&layers)
    LesionPainter(traits: lesion, seed: seed).paint(&layers)
    var light = LightPlanes(seenThrough: layers)
    ArtefactPainter(patient: patient, seed: seed).paint(&light)
    return SyntheticCamera(seed: seed).photograph(light)
  }
}
