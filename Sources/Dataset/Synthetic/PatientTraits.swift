import LesionImage

/// What all pictures of one made-up patient share.
package struct PatientTraits: Sendable, Equatable {
  /// Melanin of the skin: 0 palest to about 1.7 dark brown.
  package let skinMelanin: Float
  /// Blood in the skin: 0 pale to .5 flushed.
  package let skinBlood: Float
  /// Freckles and sun spots, 0 none to 1 many.
  package let sunDamage: Float
  /// How many hairs cross the picture, 0 none to 1 many.
  package let hairiness: Float
  /// Melanin of the hair: .7 blond to 3 black.
  package let hairMelanin: Float

  package init(seed: UInt64) {
    var generator = SeededGenerator(seed: seed, stream: DrawingStream.patient)
    // Shares of light, medium and dark skin; the real collections hold far fewer dark ones.
    let tone = generator.nextUnit()
    skinMelanin =
      tone < 0.6
      ? generator.uniform(0, 0.25)
      : tone < 0.85 ? generator.uniform(0.25, 0.65) : generator.uniform(0.65, 1.7)
    skinBlood = generator.uniform(0.02, 0.5)
    sunDamage = generator.chance(0.3) ? generator.nextUnit() : 0
    let hair = generator.nextUnit()
    hairiness = generator.chance(0.55) ? hair * hair : 0
    hairMelanin = min(generator.uniform(0.9, 3) + skinMelanin, 3.2)
  }
}
