import Foundation
import NeuralNetwork
import PretrainedWeights
import Synchronization
import TestSupport
import Testing

/// Files that h5py wrote, in the layouts of Keras' versions.
@Suite struct KerasFileTests {
  private let folder = TemporaryDirectory()

  @Test(arguments: [
    ("mobilenet-v3-small.official.h5", Architecture.mobileNetV3Small),
    ("mobilenet-v3-small.keras3.h5", .mobileNetV3Small), ("vgg16.official.h5", .vgg16),
  ])
  func wholeNetworks(name: String, architecture: Architecture) throws {
    let path = GoldenWeights.path(name)
    let file = try WeightsFile.read(path, for: architecture)
    #expect(GoldenWeights.wrong(in: file, for: architecture) == [])
    #expect(
      file.tensors.count == Network.backbone(architecture, origin: .keras).parameters.count)
    let identity = try WeightsFile.identify(path)
    #expect(identity.architecture == architecture && identity.origin == .keras)
    #expect(identity.container == (name.contains("keras3") ? .keras3 : .kerasLegacy))
    #expect(identity.rule == (name.contains("keras3") ? .kind : .name))
    #expect(identity.tensorCount == file.tensors.count)
  }

  @Test func everyKindOfNumberAndList() throws {
    let tensors = try KerasFile.tensors(GoldenWeights.path("small.h5"))
    #expect(
      tensors.map(\.name) == [
        "stem/kernel:0", "stem/bias:0", "stem/bn/gamma:0", "stem/bn/beta:0",
      ])
    #expect(tensors.map(\.shape) == [[2, 3, 1, 2], [2], [2], [600]])
    #expect(try tensors[0].floats([2, 3, 1, 2]) == (0..<12).map { Float($0) / 8 })
    #expect(try tensors[1].floats([2]) == [0.5, -0.25])
    #expect(try tensors[2].floats([2]) == [1.5, 2.5])
    #expect(try tensors[3].floats([600]) == (0..<600).map { Float($0) })
    #expect(throws: HDF5Problem.self) { try tensors[3].floats([601]) }
  }

  /// What is wrong with each file, in words that its error must have.
  @Test(arguments: [
    ("external-link", "external link"), ("soft-link", "soft or external link"),
    ("external-storage", "in other files"), ("virtual", "in other files"),
    ("huge", "1099511627776"), ("unwritten", "never written"), ("integers", "floating-point"),
    ("text", "floating-point"), ("foreign-filter", "another method than gzip"),
    ("large-chunk", "pieces that are too large"), ("missing", "is not there"),
    ("cycle", "no end"), ("scalar-names", "holds no names"), ("long-name", "too deep"),
    ("empty", "neither a list 'layer_names' nor a group 'layers'"),
  ])
  func hostileFiles(name: String, words: String) throws {
    let path = GoldenWeights.path("hostile-\(name).h5")
    do {
      let tensors = try KerasFile.tensors(path)
      for tensor in tensors { _ = try tensor.floats(tensor.shape) }
      Issue.record("\(name) was read: \(tensors.map(\.shape))")
    } catch {
      #expect("\(error)".contains(words), "\(error)")
    }
    do {
      _ = try WeightsFile.read(path, for: .mobileNetV3Small)
      Issue.record("\(name) was taken for weights")
    } catch {
      #expect(error.message.contains(path), "\(error)")
    }
  }

  @Test func layersWithinThemselvesEnd() throws {
    #expect(throws: WeightsFileError.self) {
      try WeightsFile.read(
        GoldenWeights.path("hostile-cycle-by-kind.h5"), for: .mobileNetV3Small)
    }
  }

  @Test func truncatedFilesAreRefused() throws {
    let bytes = try [UInt8](
      Data(contentsOf: URL(fileURLWithPath: GoldenWeights.path("mobilenet-v3-small.official.h5"))))
    for count in [0, 1, 7, 8, 9, 40, 96, 100, 800, 2048, bytes.count / 2, bytes.count - 1] {
      try folder.write(Array(bytes.prefix(count)), to: "w.h5")
      #expect(throws: WeightsFileError.self, "\(count) bytes") {
        try WeightsFile.read(folder.file("w.h5"), for: .mobileNetV3Small)
      }
    }
  }

  /// The library itself dies of some of these; this process does not.
  @Test(arguments: ["mobilenet-v3-small.official.h5", "mobilenet-v3-small.keras3.h5", "small.h5"])
  func damagedFilesAreReadOrRefused(name: String) throws {
    let whole = try [UInt8](Data(contentsOf: URL(fileURLWithPath: GoldenWeights.path(name))))
    var state: UInt64 = 7
    func random(below limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    var refused = 0
    for _ in 0..<100 {
      var bytes = whole
      for _ in 0...random(below: 4) {
        let place = random(below: bytes.count)
        bytes[place] =
          random(below: 2) == 0
          ? bytes[place] ^ 1 << UInt8(random(below: 8)) : [0, 127, 255][random(below: 3)]
      }
      try folder.write(bytes, to: "w.h5")
      do {
        _ = try WeightsFile.read(folder.file("w.h5"), for: .mobileNetV3Small)
      } catch {
        refused += 1
        #expect(error.message.contains(folder.file("w.h5")))
      }
    }
    #expect(refused > 30)
  }

  #if os(Linux)
    /// Neither descriptors nor ended processes that nobody asked for their end.
    @Test func nothingIsLeftBehind() throws {
      let path = GoldenWeights.path("small.h5")
      let (descriptors, children) = (Self.descriptors, Self.endedChildren)
      for _ in 0..<400 { _ = try KerasFile.tensors(path) }
      // Other tests run beside this one.
      #expect(Self.descriptors < descriptors + 100)
      #expect(Self.endedChildren < children + 100)
    }

    private static var descriptors: Int {
      (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? 0
    }

    private static var endedChildren: Int {
      let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
      return all.filter { $0.allSatisfy(\.isNumber) }.count { process in
        let text = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
        return text.contains("\nPPid:\t\(getpid())\n") && text.contains("State:\tZ")
      }
    }
  #endif

  /// Readers that are started at the same time must not hold one another's connections.
  @Test func concurrentReaders() throws {
    let problems = Mutex<[String]>([])
    let start = ContinuousClock.now
    DispatchQueue.concurrentPerform(iterations: 60) { index in
      let name = ["vgg16.official.h5", "hostile-cycle.h5", "small.h5"][index % 3]
      do {
        let tensors = try KerasFile.tensors(GoldenWeights.path(name))
        if index % 3 == 1 || tensors.isEmpty { problems.withLock { $0.append("\(name) was read") } }
      } catch {
        if index % 3 != 1 { problems.withLock { $0.append("\(name): \(error)") } }
      }
    }
    #expect(problems.withLock { $0 } == [])
    #expect(ContinuousClock.now - start < .seconds(50), "one waited for the death of another")
  }
}
