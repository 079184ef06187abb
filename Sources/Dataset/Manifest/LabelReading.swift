/// What the fields of one row say about its class.
enum LabelReading: Equatable {
  case label(isMalignant: Bool)
  case problem(ManifestProblem.Kind, String)

  /// - Parameters: the fields' values, nil where they are empty.
  ///   - hasTargetColumn: without it the classes are taken from `benign_malignant`.
  init(target: String?, benignMalignant: String?, diagnosis: String?, hasTargetColumn: Bool) {
    let column = hasTargetColumn ? "target" : "benign_malignant"
    guard let field = hasTargetColumn ? target : benignMalignant else {
      self = .problem(.missingLabel, "\(column) is empty")
      return
    }
    let isMalignant: Bool
    switch (hasTargetColumn, field.lowercased()) {
    case (true, "0"), (true, "0.0"), (false, "benign"): isMalignant = false
    case (true, "1"), (true, "1.0"), (false, "malignant"): isMalignant = true
    default:
      let allowed = hasTargetColumn ? "0 nor 1" : "benign nor malignant"
      self = .problem(.invalidLabel, "\(column) is '\(field)', neither \(allowed)")
      return
    }
    let opposite = Self.contradiction(
      isMalignant: isMalignant, benignMalignant: benignMalignant?.lowercased(),
      diagnosis: diagnosis?.lowercased())
    self =
      opposite.map { .problem(.contradictingLabel, "\(column) is \(field) but \($0)") }
      ?? .label(isMalignant: isMalignant)
  }

  /// `target` stands for melanoma alone, so a carcinoma may well be `malignant` with target 0.
  private static func contradiction(
    isMalignant: Bool, benignMalignant: String?, diagnosis: String?
  ) -> String? {
    if isMalignant, benignMalignant == "benign" { return "benign_malignant is benign" }
    if isMalignant { return nil }
    if diagnosis == "melanoma" { return "diagnosis is melanoma" }
    let namesAnotherDisease = diagnosis != nil && diagnosis != "unknown"
    if benignMalignant == "malignant", !namesAnotherDisease {
      return "benign_malignant is malignant"
    }
    return nil
  }
}
