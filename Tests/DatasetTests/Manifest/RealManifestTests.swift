import Dataset
import TestSupport
import Testing

/// The tables of real data sets, against counts published with them or taken with other tools.
@Suite struct RealManifestTests {
  private func path(_ name: String) throws -> String {
    try #require(SharedData.path("data/" + name))
  }

  @Test(
    .enabled(
      if: SharedData.path("data/metadata/ISIC_2020_Training_GroundTruth.csv") != nil,
      "needs the ISIC 2020 ground truth"))
  func groundTruthOfISIC2020() throws {
    let manifest = try Manifest.load(
      labels: path("metadata/ISIC_2020_Training_GroundTruth.csv"))
    #expect(manifest.records.count == 33_126)
    #expect(manifest.rowCount == 33_126)
    #expect(manifest.malignantCount == 584)
    #expect(manifest.patientCount == 2_056)
    #expect(manifest.problems.isEmpty)
    #expect(manifest.records.count { $0.age == nil } == 68)
    #expect(manifest.records.count { $0.diagnosis == "melanoma" } == 584)
  }

  @Test(
    .enabled(if: SharedData.path("data/isic2020/train.csv") != nil, "needs the ISIC 2020 images"),
    arguments: [("isic2020", 2_983, 467, 658), ("ham10000", 7_872, 1_113, 0)])
  func folders(name: String, images: Int, malignant: Int, patients: Int) throws {
    let manifest = try Manifest.load(directory: path(name))
    #expect(manifest.records.count == images)
    #expect(manifest.malignantCount == malignant)
    #expect(manifest.patientCount == patients)
    #expect(manifest.problems.isEmpty)
    #expect(manifest.unlabelledImages.isEmpty)
  }

  @Test(
    .enabled(if: SharedData.path("data/originals/labels.csv") != nil, "needs the small data sets"))
  func smallFolders() throws {
    let originals = try Manifest.load(directory: path("originals"))
    #expect(originals.records.count == 22)
    #expect(originals.malignantCount == 8)
    // Carcinomas count as malignant there while target stands for melanoma alone.
    let clinical = try Manifest.load(directory: path("clinical_pad_ufes"))
    #expect(clinical.records.count == 84)
    #expect(clinical.problems.isEmpty)
  }
}
