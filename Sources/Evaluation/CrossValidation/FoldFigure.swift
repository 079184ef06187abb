/// A figure of one fold's test, of which the mean over the folds is reported.
public enum FoldFigure: String, Sendable, CaseIterable, Codable, CodingKeyRepresentable {
  /// ``ScoredLabels/areaUnderROC``.
  case auc
  /// ``ScoredLabels/sensitivity(atSpecificity:)`` at 0.9.
  case sensitivityAtSpecificity90
  /// ``StratifiedAUC`` over the folds' strata.
  case aucWithinStrata
}
