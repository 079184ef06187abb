import Dataset
import Files
import LesionImage

/// The images of a training, decoded: those for training and those for validation.
struct TrainingSet: Sendable {
  let store: ImageStore
  /// What is known of each image of the store.
  let records: [LesionRecord]
  /// Whether each image of the store is malignant.
  let labels: [Bool]
  /// The store's images to train on.
  let training: [Int]
  /// The store's images to choose the epoch and the threshold on.
  let validation: [Int]
  /// Images that could not be decoded and are in neither part.
  let unusable: [ImageFailure]

  /// The order of one epoch: images of `training`, repeated or left out as the balance has it.
  func draw(_ balance: ClassBalance, seed: UInt64, epoch: Int) -> [Int] {
    var generator = SeededGenerator(seed: seed, stream: RandomStream.order, UInt64(epoch))
    return balance.draw(indices: training, labels: labels, using: &generator)
  }

  /// How many of the given images are malignant.
  func malignantCount(_ images: [Int]) -> Int { images.count { labels[$0] } }

  /// The hashes of the given images' files, sorted.
  func hashes(_ images: [Int]) -> [UInt64] {
    images.compactMap { store.contentHashes[$0]?.value }.sorted()
  }

  /// The fingerprints of the patients of the training images, sorted, each once.
  var trainingPatients: [UInt64] {
    Set(training.compactMap { records[$0].patientID }.map { Fingerprint($0).value }).sorted()
  }

  /// Fingerprint of the names, patients, labels, parts and bytes of all images used, in order.
  var fingerprint: Fingerprint {
    var fingerprint = Fingerprint()
    for part in [training, validation] {
      fingerprint.combine(UInt64(part.count))
      for image in part {
        fingerprint.combine(records[image].imageName)
        fingerprint.combine(records[image].patientID ?? "")
        fingerprint.combine(labels[image] ? 1 : 0)
        fingerprint.combine(store.contentHashes[image]?.value ?? 0)
      }
    }
    return fingerprint
  }
}
