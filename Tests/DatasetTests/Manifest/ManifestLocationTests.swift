import Dataset
import TestSupport
import Testing

@Suite struct ManifestLocationTests {
  let directory = TemporaryDirectory()
  static let table = "image_name,target\na,1\nb,0\n"

  @Test(arguments: ["train.csv", "ISIC_2020_Training_GroundTruth.csv", "labels.csv", "TRAIN.CSV"])
  func findsTheLabels(name: String) throws {
    try directory.write(Self.table, to: name)
    try directory.write("", to: "a.jpg")
    let location = try ManifestLocation.find(directory: directory.path)
    #expect(location == ManifestLocation(labels: directory.file(name), images: directory.path))
  }

  @Test(arguments: ["images", "train", "jpeg/train", ""], ["jpg", "JPEG", "png"])
  func findsTheImages(folder: String, ending: String) throws {
    try directory.write(Self.table, to: "labels.csv")
    try directory.makeDirectory(folder)
    try directory.write("", to: "\(folder)/a.\(ending)")
    let location = try ManifestLocation.find(directory: directory.path)
    #expect(location.images == (folder.isEmpty ? directory.path : directory.file(folder)))
  }

  @Test func takesTheFolderWithTheNamedImages() throws {
    try directory.write(Self.table, to: "train.csv")
    for folder in ["images", "train", "jpeg/train"] { try directory.makeDirectory(folder) }
    try directory.write("", to: "images/figure.png")
    try directory.write("", to: "train/a.dcm")
    try directory.write("", to: "jpeg/train/a.jpg")
    let manifest = try Manifest.load(directory: directory.path)
    #expect(manifest.location.images == directory.file("jpeg/train"))
    #expect(manifest.records.map(\.imageName) == ["a"])
    #expect(manifest.problems.map(\.kind) == [.missingImage])
  }

  @Test func prefersTrainToGroundTruthToLabels() throws {
    try directory.write("", to: "a.jpg")
    for name in ["labels.csv", "GroundTruth.csv", "train.csv"] {
      try directory.write(Self.table, to: name)
      #expect(
        try ManifestLocation.find(directory: directory.path).labels == directory.file(name))
    }
  }

  @Test func bothPathsSaidOutrightAreTakenAsTheyAre() throws {
    let location = try ManifestLocation.find(directory: nil, labels: "l", images: "i")
    #expect(location == ManifestLocation(labels: "l", images: "i"))
  }

  @Test func whatIsSaidOutrightWinsOverWhatIsFound() throws {
    try directory.write("image_name,target\nfound,0\n", to: "train.csv")
    try directory.write(Self.table, to: "other.csv")
    for folder in ["images", "elsewhere"] {
      try directory.makeDirectory(folder)
      try directory.write("", to: "\(folder)/a.jpg")
    }
    let labels = directory.file("other.csv")
    let images = directory.file("elsewhere")
    let onlyLabels = try Manifest.load(directory: directory.path, labels: labels)
    #expect(onlyLabels.records.map(\.path) == [directory.file("images/a.jpg")])
    let both = try Manifest.load(directory: nil, labels: labels, images: images)
    #expect(both.records.map(\.path) == [directory.file("elsewhere/a.jpg")])
    #expect(throws: DatasetError.self) {
      try Manifest.load(directory: directory.path, images: images)
    }
  }

  @Test func saysWhatIsMissing() throws {
    func code(_ directory: String?, labels: String? = nil) -> DatasetError.Code? {
      #expect(throws: DatasetError.self) {
        try ManifestLocation.find(directory: directory, labels: labels)
      }?.code
    }
    #expect(code(nil) == .noLabels)
    #expect(code(nil, labels: "l") == .noImages)
    #expect(code(directory.path) == .noLabels)
    #expect(code(directory.file("missing")) == .unreadable)
    try directory.write(Self.table, to: "A_GroundTruth.csv")
    #expect(code(directory.path) == .noImages)
    #expect(code(directory.path, labels: directory.file("gone.csv")) == .unreadable)
    try directory.write(Self.table, to: "B_GroundTruth.csv")
    #expect(code(directory.path) == .ambiguousLabels)
    #expect(code(directory.file("A_GroundTruth.csv")) == .unreadable)
  }
}
