/// Teachers: networks of the same kind, trained first, whose common opinion of every augmented picture
/// the network then learns beside the label (Hinton, Vinyals and Dean, "Distilling the knowledge in a
/// neural network", 2015).
///
/// Several networks err differently, so their mean ranks better than each of them; what it knows fits
/// into one network of their size, while the label alone is learnt by heart before it is understood.
/// Teacher and pupil see the very same pixels (Beyer et al., "A good teacher is patient and consistent",
/// 2022).
public struct Distillation: Codable, Sendable, Equatable {
  /// How many networks; 1...16. They differ in what the seed decides, and are trained by the same recipe.
  public var teachers: Int
  /// Epochs of each teacher; at least 1.
  public var epochs: Int
  /// Share of the teachers' mean risk in what the network shall say, the rest is the label's; above 0,
  /// to 1.
  public var weight: Double

  public init(teachers: Int, epochs: Int, weight: Double) {
    self.teachers = teachers
    self.epochs = epochs
    self.weight = weight
  }
}
