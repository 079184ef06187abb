import Dataset
import ImageCodec
import LesionImage
import Report
import TestSupport
import Testing

@Suite struct DatasetSummaryTextTests {
  private static func picture(_ value: UInt8, width: Int, height: Int) throws -> [UInt8] {
    try ImageCodec.encodePNG(
      RGBImage(
        width: width, height: height,
        pixels: [UInt8](repeating: value, count: 3 * width * height)))
  }

  /// Six images of two patients: one copied to another patient and class, one broken, one missing.
  private func summarize() throws -> DatasetSummary {
    let directory = TemporaryDirectory()
    for index in 0..<3 {
      try directory.write(
        Self.picture(UInt8(10 * index), width: 40, height: 30), to: "image\(index).png")
    }
    try directory.write(Self.picture(99, width: 90, height: 20), to: "wide.png")
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

  @Test func readsWellOnATerminal() throws {
    let lines = try summarize().text.split(separator: "\n").map(String.init)
    for line in [
      "rows       7, of which 6 usable",
      "classes    2 malignant, 4 benign (33.33 % malignant)",
      "patients   2, 1 of them with a malignant image; images each 2 to 3, median 2",
      "           1 images without a patient",
      "width      40 to 90, median 40 pixels",
      "sizes      2 different; 40x30 (4), 90x20 (1)",
      "  missing-image: 1 (left out)",
      "broken images: 1",
      "identical files: 1 groups, 1 not within one patient, 1 with both labels",
      "  image0 = copy",
      "nevus                           3          0   0.00 %",
    ] { #expect(lines.contains(line), "\(line)") }
    #expect(!lines.contains { $0.hasPrefix("source") })
  }

  @Test func spreadsReadAsRanges() throws {
    #expect(Spread([5, 1, 9])?.text == "1 to 9, median 5")
    #expect(Spread([1_200, 1_200])?.text == "1,200")
  }
}
