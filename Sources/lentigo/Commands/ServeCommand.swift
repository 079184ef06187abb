#if Server
  import ArgumentParser
  import BundledModel
  import Dispatch
  import Files
  import Foundation
  import Logging
  import PretrainedWeights
  import Server
  import Training

  /// `lentigo serve`: the web app and an API, on this machine unless it is told otherwise.
  struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "serve",
      abstract: "Serve the web app, and an API that judges pictures.",
      discussion: """
        POST /v1/screen takes a picture (image/jpeg, image/png, or a form with one file) and answers \
        what `lentigo diagnose --json` prints. GET /v1/model, /health, /metrics (Prometheus) and \
        /openapi.json say the rest. Pictures are judged in memory and forgotten. Research software, \
        not a medical device.

        Only this machine can reach it, unless --address names another address; then it wants a \
        certificate, or --insecure. A token for /v1 and /metrics is read from --token-file, or from \
        the variable LENTIGO_TOKEN, and never from the command line, which others can see.

        SIGTERM or Ctrl-C ends it: what was begun is finished first, within --grace seconds. Ctrl-C \
        again ends it at once.

        Examples:
          lentigo serve
          lentigo serve --port 0 --json
          lentigo serve --address 0.0.0.0 --tls-certificate cert.pem --tls-key key.pem \\
            --token-file token
          curl -H 'Content-Type: image/jpeg' --data-binary @lesion.jpg \\
            http://127.0.0.1:8080/v1/screen
        """)

    @OptionGroup var model: ModelOption
    @OptionGroup var precision: ModelPrecisionOption

    @Option(
      help: ArgumentHelp(
        "Decide at this threshold of the model instead of its default.", valueName: "name"))
    var operatingPoint: String?

    @OptionGroup(title: "Address") var place: ServePlaceOptions
    @OptionGroup(title: "Limits") var limits: ServeLimitOptions

    @Flag(help: "Print the line about the start as one JSON object.")
    var json = false

    @Option(
      help: ArgumentHelp(
        "What is logged on standard error, from this level on.", valueName: "level"))
    var logLevel = NamedOption(Logger.Level.info)

    func run() throws {
      FreedMemory.returnLargeBlocks()
      let served = try servedModel()
      var settings = try place.settings()
      settings.limits = limits.limits
      settings.version = softwareVersion
      FileDescriptorLimit.raise(toHold: settings.limits.connections)
      var logger = Logger(label: "lentigo") { StreamLogHandler.standardError(label: $0) }
      logger.logLevel = logLevel.value
      let server = try ScreeningServer(served, settings: settings, logger: logger)
      var events = ScreeningServer.Events()
      events.started = { [json] address in
        let start = ServerStart(address, served, hasApp: server.hasApp)
        // Where nobody listens to it any more, the server still serves.
        try? StandardOutput.line(json ? (try? JSON.line(start)) ?? "" : start.text)
      }
      // The second signal is not for the server any more.
      events.stopping = {
        for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
      }
      Interrupt.unblock()
      try Self.wait { [events] in try await server.run(events: events) }
    }

    private func servedModel() throws -> ServedModel {
      let path = model.path
      let loaded = try ModelLoader.loadWithDecisions(path, precision: precision.precision)
      let bytes = try FileBytes.read(path)
      return ServedModel(
        loaded.model, name: FilePath.name(of: path),
        sha256: SHA256.hexadecimal(of: bytes) ?? "", byteCount: bytes.count,
        threshold: try ChosenPoint(operatingPoint, of: loaded, path: path).threshold)
    }

    /// Runs `work` to its end while this thread, the process's first one, waits.
    private static func wait(for work: @escaping @Sendable () async throws -> Void) throws {
      let end = DispatchSemaphore(value: 0)
      let failure = Failure()
      Task {
        do {
          try await work()
        } catch {
          failure.error = error
        }
        end.signal()
      }
      end.wait()
      if let error = failure.error { throw error }
    }

    /// Written before the semaphore is signalled, and read after.
    private final class Failure: @unchecked Sendable {
      var error: (any Error)?
    }
  }

  extension Logger.Level: Named {}
#endif
