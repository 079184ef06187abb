/// What comes out of planning.
struct BuiltPlan {
  let steps: [Step]
  let weights: PackedWeights
  /// Floats in the arena.
  let arenaCount: Int
  /// Offset of the image in the arena, in floats.
  let input: Int
  /// Offset of the result in the arena, in floats.
  let output: Int
  /// The step that takes the means that were asked for; -1 where none were.
  let tapStep: Int
  /// What a classifier in 32-bit floats ends with; nil for other networks.
  let head: ClassifierHead?
}
