import Foundation
import TestSupport
import Testing

/// `lentigo weights`, as a user's shell runs it.
@Suite("weights")
struct WeightsTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private struct Listing: Decodable {
    struct Network: Decodable {
      let name: String
      let md5: String
      let installed: String?
    }
    struct File: Decodable {
      let name: String
      let status: String
    }
    let directory: String
    let networks: [Network]
    let files: [File]
  }

  private func run(
    _ arguments: [String], environment: [String: String] = [:]
  ) throws -> LentigoProcess {
    try LentigoProcess.run(
      ["weights"] + arguments,
      environment: environment.merging(["LENTIGO_WEIGHTS": folder.file("store")]) { $1 })
  }

  @Test func listSaysWhatCanBeFetched() throws {
    let process = try run(["list", "--json"])
    #expect(process.status == 0)
    let listing: Listing = try process.json()
    #expect(listing.directory == folder.file("store") && listing.files.isEmpty)
    #expect(
      listing.networks.map(\.name) == [
        "mobilenet-v3-small", "efficientnetv2-b0", "resnet50", "vgg16",
      ])
    #expect(listing.networks[0].md5 == "d3e8ec802a04aa4fc771ee12a9a9b836")
    let text = try run(["list"])
    #expect(text.output.contains("lentigo weights fetch"))
  }

  @Test func importedFileIsListed() throws {
    let file = SharedData.packageRoot + "/Models/mobilenet-v3-small.synthetic.safetensors"
    let imported = try run(["import", file])
    #expect(imported.status == 0, "\(imported.errors)")
    #expect(imported.output.contains("not the official file, but complete"))
    let listing: Listing = try run(["list", "--json"]).json()
    #expect(listing.files.map(\.status) == ["complete"])
    #expect(
      listing.networks[0].installed
        == folder.file("store/mobilenet-v3-small.synthetic.safetensors"))
  }

  @Test func badFilesAreRefused() throws {
    try folder.write("nothing", to: "w.h5")
    for file in ["w.h5", "absent.h5"] {
      let process = try run(["import", folder.file(file)])
      #expect(process.status == 3 && process.errors.contains(folder.file(file)))
    }
    #expect(try run(["import"]).status == 2)
    try FileManager.default.createDirectory(
      atPath: folder.file("store"), withIntermediateDirectories: false)
    try folder.write("nothing", to: "store/w.h5")
    let list = try run(["list"])
    #expect(list.status == 1 && list.output.contains("unusable"))
  }

  @Test func fetchWantsAName() throws {
    let process = try run(["fetch"])
    #expect(process.status == 2 && process.errors.contains("efficientnetv2-b0"))
    #expect(try run(["fetch", "vgg19"]).status == 2)
    let address = try run(["fetch", "vgg16", "--base-url", "ftp://example.org"])
    #expect(address.status == 3 && address.errors.contains("http"))
  }

  @Test func wrongHashIsRefused() throws {
    let server = try LoopbackServer { request, _ in .file([1, 2, 3], request) }
    defer { server.stop() }
    let process = try run(["fetch", "vgg16", "--base-url", server.base])
    #expect(process.status == 3, "\(process.errors)")
    #expect(process.errors.contains("6d6bbae143d832006294945121d1f1fc"))
    #expect(
      server.requests.map(\.target)
        == ["/vgg16/vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("store")) == [])
  }

  @Test func proxyIsAsked() throws {
    let server = try LoopbackServer { _, _ in .init(status: 404) }
    defer { server.stop() }
    let proxy = ["http_proxy": server.base, "no_proxy": "", "NO_PROXY": ""]
    let through = try run(
      ["fetch", "resnet50", "--base-url", "http://weights.invalid/k"], environment: proxy)
    #expect(through.status == 3 && through.errors.contains("404"), "\(through.errors)")
    #expect(
      server.requests.map(\.target) == [
        "http://weights.invalid/k/resnet/resnet50_weights_tf_dim_ordering_tf_kernels_notop.h5"
      ])
    let direct = try run(
      ["fetch", "resnet50", "--base-url", server.base],
      environment: ["http_proxy": "http://127.0.0.1:9/", "no_proxy": "127.0.0.1"])
    #expect(direct.status == 3 && direct.errors.contains("404"), "\(direct.errors)")
  }

  @Test func interruptKeepsWhatHasCome() throws {
    let server = try LoopbackServer { request, _ in
      var response = LoopbackServer.Response.file([UInt8](repeating: 1, count: 2_000_000), request)
      response.delay = 0.3
      return response
    }
    defer { server.stop() }
    let running = try LentigoProcess.start(
      ["weights", "fetch", "vgg16", "--base-url", server.base, "--weights", folder.file("store")])
    let part = "store/vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5.part"
    while running.process.isRunning, (try? folder.bytes(part).count) ?? 0 < 200_000 {
      usleep(5_000)
    }
    kill(running.process.processIdentifier, SIGINT)
    let stopped = try running.finish()
    #expect(stopped.status == 130 && stopped.errors.contains("goes on with it"))
    #expect(try folder.bytes(part).count >= 200_000)
  }

  @Test func fullDiskIsSaid() throws {
    let server = try LoopbackServer { request, _ in
      .file([UInt8](repeating: 1, count: 2_000_000), request)
    }
    defer { server.stop() }
    let process = try LentigoProcess.run(
      ["weights", "fetch", "vgg16", "--base-url", server.base, "--weights", folder.file("store")],
      inScript: #"trap '' XFSZ; ulimit -f 1000; exec "$0" "$@""#)
    #expect(process.status == 3)
    #expect(process.errors.contains("file too large"), "\(process.errors)")
  }
}
