import Dataset
import Foundation
import TestSupport
import Testing

@Suite struct DatasetSummaryTests {
  /// Six images of two patients: one copied to another patient and class, one broken, one missing.
  private func summarize() throws -> DatasetSummary {
    let fixture = try ImageFixture(count: 3)
    let directory = fixture.directory
    let wide = try ImageFixture(count: 1, width: 90, height: 20).directory.read("image0.png")
    try directory.write(wide, to: "wide.png")
    try directory.write(directory.read("image0.png"), to: "copy.png")
    try directory.write("text", to: "broken.jpg")
    try directory.write("", to: "stray.png")
    try directory.write(
      """
      image_name,patient_id,sex,age_approx,anatom_site_general_challenge,diagnosis,target
      image0,p1,male,45,torso,nevus,0
      image1,p1,male,49.0,torso,nevus,0
      image2,p2,female,70,head/neck,melanoma,1
      wide,p2,,old,torso,nevus,0
      copy,,,,,melanoma,1
      broken,p2,female,8,torso,,0
      gone,p2,female,8,torso,,0

      """, to: "labels.csv")
    let manifest = try Manifest.load(directory: directory.path)
    return DatasetSummary(manifest, scan: try ImageScan.run(manifest.records))
  }

  @Test func countsEverything() throws {
    let summary = try summarize()
    #expect(summary.rowCount == 7)
    #expect(summary.classes == .init(images: 6, malignant: 2))
    #expect(summary.patients.patients == 2)
    #expect(summary.patients.withMalignant == 1)
    #expect(summary.patients.imagesEach == Spread([2, 3]))
    #expect(summary.patients.imagesWithoutPatient == 1)
    #expect(summary.sizes?.width == Spread([40, 40, 40, 40, 90]))
    #expect(summary.sizes?.height.minimum == 20)
    #expect(summary.sizes?.distinct == 2)
    #expect(summary.sizes?.mostCommon.map(\.images) == [4, 1])
    #expect(summary.problems.map(\.kind) == [.missingImage, .invalidAge])
    #expect(summary.problems.map(\.leavesRowOut) == [true, false])
    #expect(summary.brokenImages.map(\.index) == [5])
    #expect(summary.unlabelledImageCount == 1)
    #expect(summary.duplicates.groups == [["image0", "copy"]])
    #expect(summary.duplicates.acrossPatients == 1)
    #expect(summary.duplicates.acrossClasses == 1)
  }

  @Test func countsByProperty() throws {
    func rows(_ categories: [DatasetSummary.CategoryCount]) -> [String] {
      categories.map { "\($0.name) \($0.images) \($0.malignant)" }
    }
    let summary = try summarize()
    #expect(rows(summary.byDiagnosis) == ["nevus 3 0", "melanoma 2 2", "not given 1 0"])
    #expect(rows(summary.bySite) == ["torso 4 0", "head/neck 1 1", "not given 1 1"])
    #expect(rows(summary.bySex) == ["female 2 1", "male 2 0", "not given 2 1"])
    #expect(rows(summary.byAge) == ["0-9 1 0", "40-49 2 0", "70-79 1 1", "not given 2 1"])
    #expect(rows(summary.bySource) == ["not given 6 2"])
  }

  @Test func survivesJSON() throws {
    let summary = try summarize()
    let data = try JSONEncoder().encode(summary)
    #expect(try JSONDecoder().decode(DatasetSummary.self, from: data) == summary)
  }

  @Test(
    .enabled(if: SharedData.path("data/isic2020/train.csv") != nil, "needs the ISIC 2020 images"))
  func realImages() throws {
    let manifest = try Manifest.load(directory: SharedData.path("data/isic2020"))
    let summary = DatasetSummary(manifest, scan: try ImageScan.run(manifest.records))
    #expect(summary.classes.images == 2_983)
    #expect(summary.classes.malignant == 467)
    #expect(summary.patients.patients == 658)
    #expect(summary.brokenImages.isEmpty)
    #expect(summary.duplicates.groups.count == 2)
    #expect(summary.duplicates.acrossPatients == 0)
    #expect(summary.duplicates.acrossClasses == 0)
    #expect(summary.sizes?.mostCommon.first.map { [$0.width, $0.height] } == [256, 256])
  }
}
