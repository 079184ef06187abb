/// What a fine-tuning makes small, as weights of its parts.
///
/// The first part is the binary focal cross-entropy of the logit; `gamma` 0 makes it the plain one.
public struct FineTuningLoss: Codable, Sendable, Equatable {
  /// Share of each label that is spread over both classes; 0..<1.
  public var labelSmoothing: Double
  /// How strongly samples that are already right are played down; at least 0.
  public var gamma: Double
  /// Weight of malignant samples; above 0. Benign ones weigh 1.
  public var malignantWeight: Double
  /// Weight of the pairwise logistic loss over every malignant and benign image of a batch, a smooth
  /// bound on 1 - AUC; 0 leaves it out.
  public var pairwiseWeight: Double
  /// Weight of the cross-entropy of the diagnosis, which a layer of its own reads from the features
  /// while the network is trained; 0 leaves it out.
  public var diagnosisWeight: Double
  /// What that layer reads.
  public var diagnosisFeatures: DiagnosisFeatures

  public enum DiagnosisFeatures: String, Codable, Sendable, CaseIterable {
    /// The head's 128 hidden units.
    case hidden
    /// The backbone's features, pooled over the picture.
    case pooled
  }

  public init(
    labelSmoothing: Double = 0, gamma: Double = 0, malignantWeight: Double = 1,
    pairwiseWeight: Double = 0, diagnosisWeight: Double = 0,
    diagnosisFeatures: DiagnosisFeatures = .hidden
  ) {
    self.labelSmoothing = labelSmoothing
    self.gamma = gamma
    self.malignantWeight = malignantWeight
    self.pairwiseWeight = pairwiseWeight
    self.diagnosisWeight = diagnosisWeight
    self.diagnosisFeatures = diagnosisFeatures
  }

  private enum CodingKeys: String, CodingKey {
    case gamma
    case labelSmoothing = "label_smoothing"
    case malignantWeight = "malignant_weight"
    case pairwiseWeight = "pairwise_weight"
    case diagnosisWeight = "diagnosis_weight"
    case diagnosisFeatures = "diagnosis_features"
  }
}
