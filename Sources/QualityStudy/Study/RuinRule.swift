/// When a kind of picture counts as ruined: by what the model itself loses on it.
public struct RuinRule: Sendable, Equatable, Encodable {
  /// The AUC lost, at least; refusals are left out of account.
  public var aucFall: Double
  /// Or the sensitivity lost, at least, at the model's own threshold.
  public var sensitivityFall: Double

  public init(aucFall: Double = 0.03, sensitivityFall: Double = 0.05) {
    self.aucFall = aucFall
    self.sensitivityFall = sensitivityFall
  }

  /// Falls are differences of shares, which may come out an ulp below a limit that they reach.
  func isRuined(aucFall auc: Double?, sensitivityFall sensitivity: Double?) -> Bool {
    (auc ?? 0) >= aucFall - 1e-12 || (sensitivity ?? 0) >= sensitivityFall - 1e-12
  }
}
