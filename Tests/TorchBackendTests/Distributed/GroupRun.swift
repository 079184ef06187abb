import Foundation
import TorchBackend

/// Several processes of `GroupProcess` on this machine, as a launcher would start them.
struct GroupRun {
  struct Ended {
    /// 128 and the signal's number where a signal ended it, as in a shell.
    let status: Int32
    let output: Data
    let errors: String
    let seconds: Double
  }

  /// A port that was free a moment ago.
  static func freePort() -> Int {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = bind(descriptor, $0, length)
        _ = getsockname(descriptor, $0, &length)
      }
    }
    return Int(UInt16(bigEndian: address.sin_port))
  }

  /// Starts the processes with these ranks and waits for all of them.
  static func run(
    _ action: String, ranks: [Int] = [0, 1], of worldSize: Int = 2, host: String = "127.0.0.1",
    timeout: Int = 5, changes: [String: String] = [:]
  ) throws -> [Ended] {
    let port = freePort()
    let folder = FileManager.default.temporaryDirectory
    let program = Bundle.main.bundleURL.appendingPathComponent("GroupProcess")
    let begin = ContinuousClock.now
    let started = try ranks.map { rank in
      let process = Process()
      process.executableURL = program
      process.arguments = [action]
      process.environment = ProcessInfo.processInfo.environment.merging([
        "RANK": "\(rank)", "WORLD_SIZE": "\(worldSize)", "LOCAL_RANK": "\(rank)",
        "MASTER_ADDR": host, "MASTER_PORT": "\(port)", "OMP_NUM_THREADS": "1",
        "LENTIGO_DISTRIBUTED_TIMEOUT": "\(timeout)",
        "LENTIGO_TORCH": try TorchRuntime.load().path,
      ]) { $1 }.merging(changes) { $1 }
      let files = [UUID(), UUID()].map { folder.appendingPathComponent($0.uuidString) }
      for file in files { try Data().write(to: file) }
      process.standardOutput = try FileHandle(forWritingTo: files[0])
      process.standardError = try FileHandle(forWritingTo: files[1])
      try process.run()
      return (process, files)
    }
    return try started.map { process, files in
      process.waitUntilExit()
      let died = process.terminationReason == .uncaughtSignal
      defer { for file in files { try? FileManager.default.removeItem(at: file) } }
      return Ended(
        status: died ? 128 + process.terminationStatus : process.terminationStatus,
        output: try Data(contentsOf: files[0]),
        errors: String(decoding: try Data(contentsOf: files[1]), as: UTF8.self),
        seconds: (ContinuousClock.now - begin) / .seconds(1))
    }
  }
}
