import Dataset
import Files
import LesionImage
import Training

/// The images of a fine-tuning, decoded: those to train on, larger where the recipe crops, and those
/// of validation at the network's own size, as the finished model will see them.
package struct FineTuningSet: Sendable {
  /// The images to train on.
  package let training: ImageStore
  /// The images to measure on.
  package let validation: ImageStore
  /// What is known of each training image; the patients of added sets carry the set's name.
  package let trainingRecords: [LesionRecord]
  package let validationRecords: [LesionRecord]
  /// The training store's images that take part.
  package let trained: [Int]
  /// The validation store's images that take part.
  package let measured: [Int]
  /// The names of the sources, the data set they are of, and which one each training image is from.
  package let sources: [String]
  package let dataOfSource: [Int]
  package let sourceOfImage: [Int]
  /// Diagnoses of the auxiliary target.
  package let diagnoses: DiagnosisClasses
  /// Images that could not be decoded and are in neither part.
  package let unusable: [ImageFailure]

  /// How many of the given training images are malignant.
  func malignantCount(_ images: [Int]) -> Int { images.count { trainingRecords[$0].isMalignant } }

  /// Whether each image that is trained on is malignant.
  var trainedLabels: [Bool] { trained.map { trainingRecords[$0].isMalignant } }

  /// Whether each measured image is malignant.
  var measuredLabels: [Bool] { measured.map { validationRecords[$0].isMalignant } }

  /// The hashes of the given images' files.
  static func hashes(_ images: [Int], of store: ImageStore) -> [UInt64] {
    images.compactMap { store.contentHashes[$0]?.value }.sorted()
  }

  /// The fingerprints of the patients of the training images, sorted, each once: by their plain names,
  /// so that an evaluation warns of too many patients rather than of too few where two data sets happen
  /// to share a number.
  var trainingPatients: [UInt64] {
    Set(trained.compactMap { trainingRecords[$0].patientID }.map { Fingerprint($0).value })
      .sorted()
  }

  /// Fingerprint of the names, patients, labels, diagnoses, sources, parts and bytes of all images
  /// used, in order.
  var fingerprint: Fingerprint {
    var fingerprint = Fingerprint()
    fingerprint.combine(UInt64(trained.count))
    for image in trained {
      combine(trainingRecords[image], training.contentHashes[image], into: &fingerprint)
      fingerprint.combine(sources[sourceOfImage[image]])
      fingerprint.combine(trainingRecords[image].diagnosis ?? "")
    }
    fingerprint.combine(UInt64(measured.count))
    for image in measured {
      combine(validationRecords[image], validation.contentHashes[image], into: &fingerprint)
    }
    return fingerprint
  }

  private func combine(
    _ record: LesionRecord, _ hash: ContentHash?, into fingerprint: inout Fingerprint
  ) {
    fingerprint.combine(record.imageName)
    fingerprint.combine(record.patientID ?? "")
    fingerprint.combine(record.isMalignant ? 1 : 0)
    fingerprint.combine(hash?.value ?? 0)
  }

  /// How many images, and how many malignant ones, come from each source that has any.
  var sourceCounts: [ModelMetadata.SourceCount] {
    sources.indices.compactMap { source in
      let images = trained.filter { sourceOfImage[$0] == source }
      guard !images.isEmpty else { return nil }
      return .init(
        name: sources[source], images: images.count, malignant: malignantCount(images))
    }
  }
}
