import LesionImage

/// What makes a made-up lesion look harmless or not: the ABCD rule as numbers in 0...1.
///
/// Each lesion has one hidden degree of atypia, low for most benign and high for most malignant ones,
/// and every trait follows it with much freedom of its own. Both classes thus occupy the whole range.
package struct LesionTraits: Sendable, Equatable {
  /// A: a second and third lobe, harmonics that break symmetry, pigment off the centre.
  package let asymmetry: Float
  /// B: notches and an edge that is abrupt here and faded there.
  package let borderIrregularity: Float
  /// C: blue-white veil, regression, red and black areas beside brown.
  package let colorVariety: Float
  /// D: the radius as a part of the picture's side.
  package let radius: Float
  /// Uneven network, globules of all sizes, blotches.
  package let structureIrregularity: Float
  /// How much melanin the lesion holds; 1 is mid brown.
  package let pigmentation: Float

  package init(isMalignant: Bool, seed: UInt64) {
    var generator = SeededGenerator(seed: seed, stream: DrawingStream.traits)
    // Order statistics of uniform draws: Beta(2, 7) with mean .22 and Beta(7, 3) with mean .7.
    let atypia =
      isMalignant
      ? generator.orderStatistic(7, of: 9) : generator.orderStatistic(2, of: 8)
    func trait(_ generator: inout SeededGenerator) -> Float {
      min(max(atypia + generator.spread() * 0.17, 0), 1)
    }
    asymmetry = trait(&generator)
    borderIrregularity = trait(&generator)
    colorVariety = trait(&generator)
    radius = 0.09 + 0.16 * generator.nextUnit() + 0.17 * trait(&generator)
    structureIrregularity = trait(&generator)
    pigmentation = 0.25 + 0.85 * generator.nextUnit() + 0.8 * trait(&generator)
  }
}
