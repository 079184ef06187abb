import Report

/// What one fold's model said about its test images: enough to work every figure out again.
struct FoldFinding: Codable, Sendable {
  /// Fingerprint of the model file's bytes.
  var model: String
  /// Of the test images that could be read, in the data's order, as positions among its records.
  var images: [Int]
  var scores: [Double]
  /// Test images that could not be read.
  var unreadable: Int
  /// Test images whose very bytes the model has seen in training; they are not scored.
  var seen: Int
  /// What the model file says.
  var facts: ModelFacts
}

/// A model of a fold on a data set that has no part in the cross-validation.
struct ForeignFinding: Codable, Sendable {
  var model: String
  var images: [Int]
  var scores: [Double]
  var unreadable: Int
  var seen: Int
}
