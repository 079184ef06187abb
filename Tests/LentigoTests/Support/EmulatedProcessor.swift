import Foundation

/// An x86-64 processor that this machine is not: the built command line under QEMU's emulator.
struct EmulatedProcessor: Sendable, CustomStringConvertible {
  /// QEMU's name for it.
  let name: String
  /// The kernels that it can run, slowest first. QEMU emulates no AVX-512, whatever the name.
  let instructionSets: [String]

  var description: String { name }

  /// Without AVX: the plainest x86-64 there is but for CMPXCHG16B, which Swift's runtime needs, and
  /// an Intel server of 2008. With AVX2: Intel's first of 2013, and one that has AVX-512.
  static let all = [
    EmulatedProcessor(name: "qemu64", instructionSets: ["scalar", "sse2"]),
    EmulatedProcessor(name: "Nehalem", instructionSets: ["scalar", "sse2"]),
    EmulatedProcessor(name: "Haswell", instructionSets: ["scalar", "sse2", "avx2"]),
    EmulatedProcessor(name: "Skylake-Server", instructionSets: ["scalar", "sse2", "avx2"]),
  ]

  /// The emulator, where this is x86-64 and it is installed.
  static let emulator: URL? = {
    #if arch(x86_64) && os(Linux)
      let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
      return folders.flatMap { ["\($0)/qemu-x86_64", "\($0)/qemu-x86_64-static"] }
        .first { FileManager.default.isExecutableFile(atPath: $0) }
        .map { URL(fileURLWithPath: $0) }
    #else
      return nil
    #endif
  }()

  /// Runs the command line on this processor.
  func run(
    _ arguments: [String], environment: [String: String] = [:]
  ) throws -> LentigoProcess {
    guard let emulator = Self.emulator else { throw CocoaError(.fileNoSuchFile) }
    return try LentigoProcess.start(
      ["-cpu", name, LentigoProcess.executable.path] + arguments, environment: environment,
      program: emulator
    ).finish()
  }
}
