import Foundation
import ImageCodec
import Testing

@Suite("models, benchmark and augment")
struct SmallCommandTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func modelsAreCountedToTheLastParameter() throws {
    let process = try LentigoProcess.run("models", "--json")
    #expect(process.status == 0)
    struct Row: Decodable, Equatable {
      let name: String
      let parameters, multiplyAdds, inputSize: Int
    }
    let rows = try JSONDecoder().decode([Row].self, from: Data(process.output.utf8))
    // The paper's Table 2, in its order.
    #expect(
      rows.map(\.name) == ["mobilenet-v3-small", "efficientnetv2-b0", "resnet50", "vgg16"])
    #expect(rows.map(\.parameters) == [1_602_929, 7_394_129, 25_947_265, 15_304_769])
    #expect(
      rows.map(\.multiplyAdds) == [55_845_632, 719_536_832, 3_858_284_672, 15_347_220_608])
    #expect(rows.allSatisfy { $0.inputSize == 224 })
    #expect(try LentigoProcess.run("models").output.contains("1,602,929"))
  }

  @Test(arguments: ["1", "2"])
  func benchmarkEndsWithTheMedian(threads: String) throws {
    let process = try LentigoProcess.run(
      "benchmark", "--architecture", "mobilenet-v3-small", "--threads", threads, "--seconds",
      "0.05", "--json")
    #expect(process.status == 0)
    let line = try #require(process.lines.last)
    struct Result: Decodable {
      let medianMs: Double
      let threads, batch, runs: Int
    }
    #expect(line.contains("\"median_ms\":"))
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let result = try decoder.decode(Result.self, from: Data(line.utf8))
    #expect(result.medianMs > 0 && result.runs >= 10)
    #expect("\(result.threads)" == threads && "\(result.batch)" == threads)
  }

  @Test func galleryFollowsFromTheSeed() throws {
    let image = try Study.shared().image(1)
    for (name, seed) in [("a", "3"), ("b", "3"), ("c", "4")] {
      let process = try LentigoProcess.run(
        "augment", image, "--output", folder.file(name), "--seed", seed)
      #expect(process.status == 0 && process.output.isEmpty)
      #expect(process.errors.contains(folder.file(name)))
    }
    #expect(try folder.bytes("a") == folder.bytes("b"))
    #expect(try folder.bytes("a") != folder.bytes("c"))
    let gallery = try ImageCodec.decode(contentsOfFile: folder.file("a"))
    #expect(gallery.format == .png)
    // Three rows of five pictures of 224 pixels, with 8 pixels around each.
    #expect(gallery.image.width == 5 * 232 + 8 && gallery.image.height == 3 * 232 + 8)
  }

  @Test func oneTileIsThePictureItself() throws {
    let image = try Study.shared().image(1)
    let process = try LentigoProcess.run(
      "augment", image, "--output", folder.file("one.png"), "--rows", "1", "--columns", "1")
    #expect(process.status == 0)
    let gallery = try ImageCodec.decode(contentsOfFile: folder.file("one.png")).image
    let original = try ImageCodec.decode(contentsOfFile: image).image
      .resized(width: 224, height: 224)
    #expect(gallery[8, 8] == original[0, 0] && gallery[231, 231] == original[223, 223])
  }
}
