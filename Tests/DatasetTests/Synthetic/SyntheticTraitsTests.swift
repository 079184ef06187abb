import Dataset
import LesionImage
import Testing

/// The classes differ in every trait and in none completely: what the pictures can teach.
struct SyntheticTraitsTests {
  static let traits: [(String, @Sendable (LesionTraits) -> Float)] = [
    ("asymmetry", { $0.asymmetry }), ("border", { $0.borderIrregularity }),
    ("colours", { $0.colorVariety }), ("diameter", { $0.radius }),
    ("structure", { $0.structureIrregularity }), ("pigment", { $0.pigmentation }),
  ]

  /// Share of pairs in which the malignant value is the larger one: the area under the ROC curve.
  static func separation(_ value: (LesionTraits) -> Float) -> Double {
    let benign = (0..<400).map { value(LesionTraits(isMalignant: false, seed: UInt64($0))) }
    let malignant = (400..<800).map { value(LesionTraits(isMalignant: true, seed: UInt64($0))) }
    let wins = malignant.reduce(0.0) { total, high in
      total + benign.reduce(0) { $0 + (high > $1 ? 1 : high == $1 ? 0.5 : 0) }
    }
    return wins / 160_000
  }

  @Test(arguments: traits.indices) func `each trait differs and overlaps`(_ index: Int) {
    let (name, value) = Self.traits[index]
    let separation = Self.separation(value)
    #expect(0.65...0.97 ~= separation, "\(name): \(separation)")
  }

  @Test func `a patient's pictures share the skin`() {
    let tones = (0..<500).map { PatientTraits(seed: UInt64($0)).skinMelanin }
    let dark = tones.filter { $0 > 0.65 }.count
    #expect(40...120 ~= dark, "about 15 % of 500")
    #expect(tones.filter { $0 < 0.25 }.count > 250)
    #expect(PatientTraits(seed: 3) == PatientTraits(seed: 3))
  }
}
