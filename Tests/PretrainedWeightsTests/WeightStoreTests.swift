import Foundation
import NeuralNetwork
import PretrainedWeights
import TestSupport
import Testing

@Suite struct WeightStoreTests {
  private let folder = TemporaryDirectory()
  private var store: WeightStore { WeightStore(directory: folder.file("a/b/weights")) }

  private func write(
    _ architecture: Architecture, _ origin: WeightOrigin, to name: String, dropping dropped: Int = 0
  ) throws {
    let file = try GeneratedWeights.file(for: .backbone(architecture, origin: origin)) {
      $0.removeLast(dropped)
    }
    try folder.write(file.bytes, to: name)
  }

  @Test func standardPlaces() {
    func place(_ environment: [String: String]) -> String {
      WeightStore.standardDirectory(in: environment, home: "/home/ada")
    }
    #expect(place([:]) == "/home/ada/.local/share/lentigo/weights")
    #expect(place(["XDG_DATA_HOME": "/data"]) == "/data/lentigo/weights")
    #expect(place(["XDG_DATA_HOME": "data"]) == "/home/ada/.local/share/lentigo/weights")
    #expect(place(["XDG_DATA_HOME": "/data", "LENTIGO_WEIGHTS": "w"]) == "w")
    #expect(place(["LENTIGO_WEIGHTS": ""]) == "/home/ada/.local/share/lentigo/weights")
  }

  @Test func officialSourcesCoverEveryNetwork() {
    #expect(WeightSource.official.map(\.architecture) == Architecture.allCases)
    for source in WeightSource.official {
      #expect(source.md5.count == 32 && source.md5.allSatisfy { $0.isHexDigit })
      #expect(source.path.hasSuffix("/" + source.fileName))
      // Its numbers, and less than a megabyte for HDF5's own.
      let count = Network.backbone(source.architecture, origin: source.origin).parameterCount
      let size = source.byteCount ?? 0
      #expect(size > 4 * count && size < 4 * count + 1_000_000)
    }
  }

  @Test(arguments: [WeightOrigin.torchvision, .keras])
  func importedFileIsFound(origin: WeightOrigin) throws {
    #expect(store.file(for: .mobileNetV3Small) == nil)
    #expect(try store.installed().isEmpty)
    try write(.mobileNetV3Small, origin, to: "mine")
    let installed = try store.importFile(folder.file("mine"))
    #expect(installed.path == folder.file("a/b/weights/mine.safetensors"))
    #expect(installed.identity?.origin == origin && installed.authenticity == .other)
    #expect(store.file(for: .mobileNetV3Small) == installed.path)
    #expect(store.file(for: .vgg16) == nil)
    #expect(try folder.read("mine") == folder.read("a/b/weights/mine.safetensors"))
    let list = try store.installed()
    #expect(list.map(\.name) == ["mine.safetensors"] && list[0].md5 == installed.md5)
    // Once more does no harm, and other content under the name is refused.
    _ = try store.importFile(folder.file("mine"))
    try write(.mobileNetV3Small, origin == .keras ? .torchvision : .keras, to: "mine")
    do {
      _ = try store.importFile(folder.file("mine"))
      Issue.record("a file was overwritten")
    } catch {
      #expect(error.code == .occupied)
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: store.directory)
    #expect(names == ["mine.safetensors"])
  }

  @Test func officialFileGetsItsName() throws {
    let path = GoldenWeights.path("mobilenet-v3-small.official.h5")
    let md5 = try #require(try store.importFile(path).md5)
    try FileManager.default.removeItem(atPath: store.directory)
    let source = WeightSource(
      architecture: .mobileNetV3Small, origin: .keras, fileName: "published.h5",
      path: "x/published.h5", byteCount: nil, md5: md5, licence: "")
    let installed = try store.importFile(path, sources: [source])
    #expect(installed.name == "published.h5" && installed.authenticity == .official)
    #expect(try store.installed(sources: [source]).map(\.authenticity) == [.official])
    #expect(try store.installed().map(\.authenticity) == [.other])
  }

  @Test func unusableFilesAreRefusedAndListed() throws {
    try write(.mobileNetV3Small, .keras, to: "part.safetensors", dropping: 1)
    try folder.write("<html>Not found</html>", to: "page.h5")
    for name in ["part.safetensors", "page.h5", "absent.h5"] {
      do {
        _ = try store.importFile(folder.file(name))
        Issue.record("\(name) was imported")
      } catch {
        #expect(error.code == .unusable && error.message.contains(folder.file(name)))
      }
    }
    #expect(!FileManager.default.fileExists(atPath: store.directory))
    let here = WeightStore(directory: folder.path)
    #expect(try here.installed().map(\.authenticity) == [.unusable, .unusable])
    #expect(here.file(for: .mobileNetV3Small) == nil)
    try write(.mobileNetV3Small, .keras, to: "z.safetensors")
    #expect(here.file(for: .mobileNetV3Small) == folder.file("z.safetensors"))
  }

  @Test func findTellsWhatItPassedOver() throws {
    let here = WeightStore(directory: folder.path)
    let official = try #require(WeightSource.official(for: .mobileNetV3Small)).fileName
    try folder.write("<html>Not found</html>", to: official)
    try write(.mobileNetV3Small, .keras, to: "part.safetensors", dropping: 1)
    let nothing = here.find(.mobileNetV3Small)
    #expect(nothing.path == nil)
    #expect(nothing.problems.map(\.path) == [official, "part.safetensors"].map(folder.file))
    #expect(nothing.problems.map(\.code) == [.unknownFormat, .mismatched])
    try write(.mobileNetV3Small, .torchvision, to: "whole.safetensors")
    let found = here.find(.mobileNetV3Small)
    #expect(found.path == folder.file("whole.safetensors") && found.problems.count == 2)
    // What is whole and another network's is no problem, unless it has the official name.
    let other = try #require(WeightSource.official(for: .vgg16)).fileName
    try FileManager.default.moveItem(
      atPath: folder.file("whole.safetensors"), toPath: folder.file(other))
    #expect(here.find(.mobileNetV3Small).path == folder.file(other))
    #expect(here.find(.vgg16).path == nil)
    #expect(here.find(.vgg16).problems.map(\.path).first == folder.file(other))
    #expect(here.find(.resNet50).problems.count == 2)
  }

  /// Keras' ResNet50 has biases in front of batch norm: where one norm is missing, the rest of its
  /// layer looks as if it were folded.
  @Test func oneMissingNormIsNoFolding() throws {
    let network = Network.backbone(.resNet50, origin: .keras)
    func identity(without text: String?) throws -> WeightsIdentity {
      var writer = SafetensorsWriter()
      for parameter in network.parameters {
        let name = String(decoding: parameter.name, as: UTF8.self)
        if let text, name.contains(text) { continue }
        writer.add(
          name: parameter.name, shape: parameter.shape,
          floats: [Float](repeating: 0, count: parameter.count))
      }
      try folder.write(writer.serialized(), to: "w.safetensors")
      return try WeightsFile.identify(folder.file("w.safetensors"), among: [.resNet50])
    }
    do {
      _ = try identity(without: "conv3_block2_1_bn/")
      Issue.record("an incomplete file is called complete")
    } catch let error as WeightsFileError {
      #expect(error.code == .mismatched && "\(error)".contains("conv3_block2_1_bn/gamma"))
    }
    #expect(try identity(without: "_bn/").tensorCount == 2 * 53)
  }

  @Test func importLeavesNothingWhenStopped() throws {
    try write(.mobileNetV3Small, .keras, to: ".hidden.safetensors")
    do {
      _ = try store.importFile(folder.file(".hidden.safetensors"), isCancelled: { true })
      Issue.record("a stopped import went on")
    } catch {
      #expect(error.code == .cancelled)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: store.directory) == [])
    let installed = try store.importFile(folder.file(".hidden.safetensors"))
    #expect(installed.name == "hidden.safetensors")
    #expect(store.file(for: .mobileNetV3Small) == installed.path)
  }

  @Test func missingTensorIsNamed() throws {
    try write(.vgg16, .keras, to: "part.safetensors", dropping: 1)
    do {
      _ = try WeightsFile.read(folder.file("part.safetensors"), for: .vgg16)
      Issue.record("an incomplete file was read")
    } catch {
      #expect(error.code == .mismatched && "\(error)".contains("block5_conv3/bias"))
    }
    try write(.vgg16, .keras, to: "whole.safetensors")
    #expect(try WeightsFile.read(folder.file("whole.safetensors"), for: .vgg16).tensors.count == 26)
    #expect(throws: WeightsFileError.self) {
      try WeightsFile.read(folder.file("whole.safetensors"), for: .resNet50)
    }
  }

  @Test func pipesAndFoldersAreRefusedAtOnce() throws {
    mkfifo(folder.file("pipe.h5"), 0o600)
    for path in [folder.file("pipe.h5"), folder.path, "/dev/zero"] {
      #expect(throws: WeightsFileError.self) { try WeightsFile.read(path, for: .vgg16) }
    }
  }

  @Test(.enabled(if: SharedData.path("weights") != nil, "needs the pretrained weights"))
  func realWeightsAreRecognised() throws {
    let shared = WeightStore(directory: try #require(SharedData.path("weights")))
    for architecture in [Architecture.mobileNetV3Small, .efficientNetV2B0, .vgg16] {
      #expect(shared.file(for: architecture) != nil)
    }
    #expect(shared.file(for: .resNet50) == nil)
  }

  /// The bundled model lies beside a backbone, and was trained on what a reproduction would measure.
  @Test func aTrainedModelIsNoPretrainedBackbone() throws {
    let models = SharedData.packageRoot + "/Models"
    let trained = models + "/mobilenet-v3-small.safetensors"
    #expect(try WeightsFile.identify(trained).hasHead)
    let found = WeightStore(directory: models).find(.mobileNetV3Small)
    #expect(found.path == models + "/mobilenet-v3-small.synthetic.safetensors")
    #expect(found.problems.isEmpty)

    try FileManager.default.copyItem(atPath: trained, toPath: folder.file("model.safetensors"))
    let alone = WeightStore(directory: folder.path).find(.mobileNetV3Small)
    #expect(alone.path == nil)
    #expect(alone.problems.map(\.path) == [folder.file("model.safetensors")])
    #expect(alone.problems.first?.message.contains("is a trained model") == true)
  }
}
