#if Server
  import ArgumentParser
  import Server

  /// What strangers may make `serve` do.
  struct ServeLimitOptions: ParsableArguments {
    private static let standard = ServerLimits()

    @Option(
      help: ArgumentHelp(
        "The most bytes of a request, such as 500KiB or 32MiB.", valueName: "size"))
    var maxBody = ByteCount(standard.bodyBytes)

    @Option(help: ArgumentHelp("The most pixels of a picture.", valueName: "n"))
    var maxPixels = standard.pixels

    @Option(help: ArgumentHelp("Threads that judge. (default: all cores)", valueName: "n"))
    var workers: Int?

    @Option(
      help: ArgumentHelp(
        "Pictures that may wait for a thread; more are refused with 503.", valueName: "n"))
    var queue = standard.queue

    @Option(
      help: ArgumentHelp(
        "Connections that may be open; more wait until one is closed.", valueName: "n"))
    var maxConnections = standard.connections

    @Option(
      help: ArgumentHelp(
        "Seconds from the beginning of a request to its answer.", valueName: "s"))
    var timeout = 60.0

    @Option(
      help: ArgumentHelp(
        "Seconds that requests may take to end when the server is stopped.", valueName: "s"))
    var grace = 20.0

    func validate() throws {
      try check("--max-body", maxBody.value, in: 1024...(1 << 30), "1KiB to 1GiB")
      try check("--max-pixels", maxPixels, in: 1...1_000_000_000, "1 to 1,000,000,000")
      try check("--workers", workers ?? 1, in: 1...1024, "1 to 1024")
      try check("--queue", queue, in: 0...100_000, "0 to 100,000")
      try check("--max-connections", maxConnections, in: 1...100_000, "1 to 100,000")
      try check("--timeout", timeout, in: 0.1...3600, "0.1 to 3600")
      try check("--grace", grace, in: 0...3600, "0 to 3600")
    }

    private func check<Value: Comparable>(
      _ option: String, _ value: Value, in range: ClosedRange<Value>, _ words: String
    ) throws {
      guard range.contains(value) else { throw ValidationError("\(option) must be \(words)") }
    }

    var limits: ServerLimits {
      var limits = Self.standard
      limits.bodyBytes = maxBody.value
      // A few of the largest bodies at least, so that one client cannot keep out all others.
      limits.bufferedBytes = max(limits.bufferedBytes, 8 * maxBody.value)
      limits.pixels = maxPixels
      if let workers { limits.workers = workers }
      limits.queue = queue
      limits.connections = maxConnections
      limits.request = .seconds(timeout)
      limits.grace = .seconds(grace)
      return limits
    }
  }
#endif
