import Foundation

/// Runs the built command line as a user's shell would.
struct LentigoProcess {
  /// The exit code; 128 and the signal's number where a signal ended it, as in a shell.
  let status: Int32
  let output: String
  let errors: String

  /// The executable, which is built beside the test bundle.
  static let executable: URL = {
    var folder = Bundle.main.bundleURL
    #if os(macOS)
      for bundle in Bundle.allBundles where bundle.bundlePath.hasSuffix(".xctest") {
        folder = bundle.bundleURL.deletingLastPathComponent()
      }
    #endif
    return folder.appendingPathComponent("lentigo")
  }()

  /// The lines of standard output.
  var lines: [String] { output.split(separator: "\n").map(String.init) }

  /// Standard output read as JSON.
  func json<Value: Decodable>(_ type: Value.Type = Value.self) throws -> Value {
    try JSONDecoder().decode(type, from: Data(output.utf8))
  }

  static func run(
    _ arguments: String..., environment: [String: String] = [:]
  ) throws -> LentigoProcess {
    try run(arguments, environment: environment)
  }

  static func run(
    _ arguments: [String], environment: [String: String] = [:]
  ) throws -> LentigoProcess {
    try start(arguments, environment: environment).finish()
  }

  /// Runs a shell script in which `"$0" "$@"` is the command line.
  static func run(_ arguments: [String], inScript script: String) throws -> LentigoProcess {
    try start(["-c", script, executable.path] + arguments, program: shell).finish()
  }

  private static let shell = URL(fileURLWithPath: "/bin/sh")

  /// A process that runs while the test does something to it.
  struct Running {
    let process: Process
    fileprivate let outputFile: URL
    fileprivate let errorFile: URL

    /// The first line of standard output, as soon as it is whole.
    ///
    /// - Throws: `NoLine` where none came in so many seconds, or before the end.
    func firstLine(within seconds: Double) throws -> String {
      let end = Date(timeIntervalSinceNow: seconds)
      while end.timeIntervalSinceNow > 0 {
        let isOver = !process.isRunning
        let text = String(decoding: try Data(contentsOf: outputFile), as: UTF8.self)
        if let newline = text.firstIndex(of: "\n") { return String(text[..<newline]) }
        if isOver { break }
        usleep(5_000)
      }
      throw NoLine(errors: (try? String(contentsOf: errorFile, encoding: .utf8)) ?? "")
    }

    struct NoLine: Error {
      let errors: String
    }

    /// Waits for the process to end.
    func finish() throws -> LentigoProcess {
      process.waitUntilExit()
      defer {
        try? FileManager.default.removeItem(at: outputFile)
        try? FileManager.default.removeItem(at: errorFile)
      }
      let died = process.terminationReason == .uncaughtSignal
      return LentigoProcess(
        status: died ? 128 + process.terminationStatus : process.terminationStatus,
        output: String(decoding: try Data(contentsOf: outputFile), as: UTF8.self),
        errors: String(decoding: try Data(contentsOf: errorFile), as: UTF8.self))
    }
  }

  /// - Parameter folder: where the process works; nil for where the tests do.
  static func start(
    _ arguments: [String], environment: [String: String] = [:], program: URL = executable,
    in folder: String? = nil
  ) throws -> Running {
    let process = Process()
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    process.executableURL = program
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment
      .filter { !$0.key.hasPrefix("LENTIGO_") }
      .merging(environment) { $1 }
    // Files rather than pipes: a pipe that nobody reads would block a talkative child.
    let base = FileManager.default.temporaryDirectory
    let name = UUID().uuidString
    let outputFile = base.appendingPathComponent("\(name).out")
    let errorFile = base.appendingPathComponent("\(name).err")
    for file in [outputFile, errorFile] {
      try Data().write(to: file)
    }
    process.standardOutput = try FileHandle(forWritingTo: outputFile)
    process.standardError = try FileHandle(forWritingTo: errorFile)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    return Running(process: process, outputFile: outputFile, errorFile: errorFile)
  }
}
