import Training

/// What a network should say about the images of a batch, some of them mixed in pairs.
package struct BatchTargets: Sendable, Equatable {
  /// Share of malignancy in each image: 0 or 1 unless two were mixed.
  package var malignancy: [Double]
  /// The diagnoses in each image and their shares; none where it is unknown.
  package var diagnoses: [[Diagnosis]]

  package struct Diagnosis: Sendable, Equatable {
    package var index: Int
    package var share: Double
    package init(index: Int, share: Double) {
      self.index = index
      self.share = share
    }
  }

  package init(labels: [Bool], diagnoses: [Int?]) {
    malignancy = labels.map { $0 ? 1 : 0 }
    self.diagnoses = diagnoses.map { $0.map { [Diagnosis(index: $0, share: 1)] } ?? [] }
  }

  /// The targets where every image's malignancy is, to a share of `weight`, what teachers say of it.
  ///
  /// - Parameter risks: one an image, in 0...1.
  package func taught(_ risks: [Float], weight: Double) -> BatchTargets {
    precondition(risks.count == malignancy.count, "one risk an image")
    var taught = self
    for (index, risk) in risks.enumerated() {
      taught.malignancy[index] = (1 - weight) * malignancy[index] + weight * Double(risk)
    }
    return taught
  }

  /// The targets where each image keeps `share` of itself and takes the rest from its partner, counted
  /// from the other end of the batch.
  package func mixed(keeping share: Double) -> BatchTargets {
    var mixed = self
    for (index, partner) in zip(malignancy.indices, malignancy.indices.reversed()) {
      mixed.malignancy[index] = share * malignancy[index] + (1 - share) * malignancy[partner]
      mixed.diagnoses[index] =
        diagnoses[index].map { Diagnosis(index: $0.index, share: share * $0.share) }
        + diagnoses[partner].map { Diagnosis(index: $0.index, share: (1 - share) * $0.share) }
    }
    return mixed
  }
}
