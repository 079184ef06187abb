import Dataset
import Files

/// What tells the parts of a split from those of another: the names, labels, groups and bytes of
/// their images, in order.
struct PartFingerprints: Sendable {
  let training: String
  let validation: String
  let test: String
  /// Of all images, whatever part they are in.
  let all: String

  /// - Parameters:
  ///   - split: without broken images.
  ///   - hashes: of the records' files.
  init(_ split: Split, records: [LesionRecord], hashes: [UInt64?]) {
    func fingerprint(_ part: [Int]) -> String {
      var fingerprint = Fingerprint()
      for index in part {
        fingerprint.combine(records[index].imageName)
        fingerprint.combine(records[index].patientID ?? "")
        // It decides which images a split by patient keeps together.
        fingerprint.combine(records[index].lesionID ?? "")
        fingerprint.combine(records[index].isMalignant ? 1 : 0)
        fingerprint.combine(hashes[index] ?? 0)
      }
      return fingerprint.hexadecimal
    }
    training = fingerprint(split.train)
    validation = fingerprint(split.validation)
    test = fingerprint(split.test)
    all = fingerprint((split.train + split.validation + split.test).sorted())
  }

  /// Names them among a stage's inputs.
  func set(in inputs: inout StageInputs) {
    inputs.set("the images of the training part", fingerprint: training)
    inputs.set("the images of the validation part", fingerprint: validation)
    inputs.set("the images of the test part", fingerprint: test)
  }
}
