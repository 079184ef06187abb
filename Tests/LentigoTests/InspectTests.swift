import Foundation
import TestSupport
import Testing

@Suite("dataset inspect")
struct InspectTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  struct Summary: Decodable {
    struct Classes: Decodable { let images, malignant, benign: Int }
    struct Patients: Decodable { let patients: Int }
    struct Broken: Decodable { let path: String }
    let rowCount: Int
    let classes: Classes
    let patients: Patients
    let brokenImages: [Broken]
    let images: String?
  }

  @Test func wholeDataSet() throws {
    let study = try Study.shared()
    let figure = folder.file("classes.svg")
    let process = try LentigoProcess.run(
      "dataset", "inspect", "--data", study.data, "--json", "--figure", figure)
    #expect(process.status == 0)
    let summary = try process.json(Summary.self)
    #expect(summary.rowCount == Study.imageCount && summary.classes.malignant == 24)
    #expect(summary.brokenImages.isEmpty && summary.images == study.data + "/images")
    #expect(try folder.text("classes.svg").hasPrefix("<svg"))
    #expect(process.errors == "lentigo: wrote \(figure)\n")
  }

  @Test func labelsAlone() throws {
    let process = try LentigoProcess.run(
      "dataset", "inspect", "--labels", try Study.shared().data + "/train.csv", "--json")
    #expect(process.status == 0 && process.errors.isEmpty)
    let summary = try process.json(Summary.self)
    #expect(summary.classes.images == Study.imageCount && summary.images == nil)
  }

  @Test(
    .enabled(
      if: SharedData.path("data/metadata/ISIC_2020_Training_GroundTruth.csv") != nil,
      "needs the table of ISIC 2020"))
  func realTable() throws {
    let labels = try #require(SharedData.path("data/metadata/ISIC_2020_Training_GroundTruth.csv"))
    let process = try LentigoProcess.run("dataset", "inspect", "--labels", labels, "--json")
    let summary = try process.json(Summary.self)
    #expect(summary.rowCount == 33_126 && summary.classes.malignant == 584)
    #expect(summary.patients.patients == 2_056)
  }

  @Test func brokenAndMissingImagesAreNamed() throws {
    let study = try Study.shared()
    try FileManager.default.createDirectory(
      atPath: folder.file("images"), withIntermediateDirectories: true)
    let whole = try Data(contentsOf: URL(fileURLWithPath: study.image(1)))
    try folder.write(whole, to: "images/whole.jpg")
    try folder.write(whole.prefix(whole.count / 2), to: "images/half.jpg")
    try folder.write("image_name,target\nwhole,0\nhalf,1\nabsent,1\n", to: "train.csv")
    let process = try LentigoProcess.run("dataset", "inspect", "--data", folder.path)
    #expect(process.status == 1)
    #expect(process.errors.contains("images/half.jpg: the JPEG data is damaged"))
    #expect(process.errors.contains("train.csv, line 4 absent: "))
    #expect(process.output.contains("broken images: 1"))
  }
}
