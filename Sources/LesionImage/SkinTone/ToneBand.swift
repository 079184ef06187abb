/// A band of the individual typology angle (ITA), by which skin is told apart in reports.
///
/// Not a Fitzpatrick type: that is about how skin reacts to sun, and asked of a person. The limits of
/// the first five are those of Chardon, Cretois and Hourseau 1991 (International Journal of Cosmetic
/// Science 13:191) and Del Bino and Bernerd 2013 (British Journal of Dermatology 169 Suppl 3:33), with
/// one more at 19 degrees as in Kinyanjui et al. 2020 (MICCAI).
public enum ToneBand: UInt8, Sendable, CaseIterable {
  /// ITA above 55 degrees: the lightest.
  case above55
  /// Above 41, up to 55.
  case above41
  /// Above 28, up to 41.
  case above28
  /// Above 19, up to 28.
  case above19
  /// Above 10, up to 19.
  case above10
  /// Up to 10, the negative included: the darkest.
  case upTo10

  /// The band of an angle in degrees.
  public init(angle: Double) {
    self =
      angle > 55
      ? .above55
      : angle > 41
        ? .above41 : angle > 28 ? .above28 : angle > 19 ? .above19 : angle > 10 ? .above10 : .upTo10
  }
}
