import Dataset
import FineTuning
import Testing

@Suite("Images that are measured on")
struct MeasuredImagesTests {
  private static func record(
    _ name: String, patient: String? = nil, lesion: String? = nil
  ) -> LesionRecord {
    LesionRecord(imageName: name, isMalignant: false, patientID: patient, lesionID: lesion)
  }

  private let measured = MeasuredImages(
    [
      record("ISIC_0024306", patient: "IP_3075186", lesion: "HAM_0000550"),
      record("7", patient: "12", lesion: "12"),
    ], hashes: [ContentHash(of: [1]), nil])

  @Test(arguments: [
    record("ISIC_0024306"), record("ISIC_0024306_downsampled"),
    record("ISIC_9", lesion: "HAM_0000550"), record("ISIC_9", patient: "IP_3075186"),
  ])
  func namesOfTheArchiveAreKnownInEveryDataSet(record: LesionRecord) {
    #expect(measured.contains(record, hash: ContentHash(of: [2])))
  }

  @Test func bareNumbersAreNot() {
    let other = Self.record("7", patient: "12", lesion: "12")
    #expect(!measured.contains(other, hash: ContentHash(of: [2])))
    #expect(!measured.contains(Self.record("ISIC_0024307"), hash: nil))
    #expect(measured.contains(other, hash: ContentHash(of: [1])))
  }
}
