#if Server
  import Foundation
  import TestSupport
  import Testing

  /// The command itself, as a process.
  @Suite("serve")
  struct ServeTests {
    private let study: Study
    private let folder: TemporaryFolder

    init() throws {
      study = try Study.shared()
      folder = try TemporaryFolder()
    }

    private struct Start: Decodable {
      let url: String
      let address: String
      let port: Int
      let process: Int32
      let model: String
      let sha256: String
      let app: Bool
    }

    /// A server that is stopped, whatever becomes of the test.
    private final class Serving {
      let running: LentigoProcess.Running
      let start: Start

      init(_ arguments: [String], environment: [String: String] = [:], in folder: String) throws {
        running = try LentigoProcess.start(
          ["serve", "--port", "0", "--json"] + arguments, environment: environment, in: folder)
        start = try JSONDecoder().decode(
          Start.self, from: Data(try running.firstLine(within: 60).utf8))
      }

      func stop(by signal: Int32 = SIGTERM) throws -> LentigoProcess {
        kill(running.process.processIdentifier, signal)
        return try running.finish()
      }

      deinit {
        if running.process.isRunning { kill(running.process.processIdentifier, SIGKILL) }
      }

      /// - Returns: nil where no answer came.
      func answer(
        _ path: String, body: Data? = nil, type: String = "image/jpeg", token: String? = nil
      ) throws -> (status: Int, body: String) {
        var arguments = ["-s", "-S", "-w", "\n%{http_code}", start.url + path]
        if body != nil {
          arguments += ["-H", "Content-Type: \(type)", "--data-binary", "@-"]
        }
        if let token { arguments += ["-H", "Authorization: Bearer \(token)"] }
        let curl = Process()
        curl.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        curl.arguments = ["curl", "--noproxy", "*"] + arguments
        let (input, output) = (Pipe(), Pipe())
        curl.standardInput = input
        curl.standardOutput = output
        try curl.run()
        try input.fileHandleForWriting.write(contentsOf: body ?? Data())
        try input.fileHandleForWriting.close()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        let text = String(decoding: data, as: UTF8.self)
        curl.waitUntilExit()
        let end = try #require(text.lastIndex(of: "\n"))
        return (Int(text[text.index(after: end)...]) ?? 0, String(text[..<end]))
      }
    }

    private static let hasCurl = ["/usr/bin/curl", "/usr/local/bin/curl", "/opt/homebrew/bin/curl"]
      .contains { FileManager.default.isExecutableFile(atPath: $0) }

    @Test(.enabled(if: hasCurl, "needs curl")) func answersAreThoseOfDiagnose() throws {
      let serving = try Serving(
        ["--model", study.model, "--log-level", "debug"], in: folder.path)
      #expect(serving.start.address == "127.0.0.1" && serving.start.port > 0 && !serving.start.app)
      #expect(serving.start.process == serving.running.process.processIdentifier)
      #expect(serving.start.sha256.count == 64 && serving.start.model == "model.safetensors")
      let paths = (1...12).map { study.image($0) }
      let diagnosed = try LentigoProcess.run(
        ["diagnose", "--json", "--model", study.model] + paths)
      for (path, line) in zip(paths, diagnosed.lines) {
        let body = try Data(contentsOf: URL(fileURLWithPath: path))
        let answer = try serving.answer("v1/screen", body: body)
        #expect(answer.status == 200)
        #expect(answer.body == line.replacing("\"file\":\"\(path)\",", with: "") + "\n")
      }
      let stopped = try serving.stop()
      #expect(stopped.status == 0 && stopped.lines.count == 1)
      #expect(stopped.errors.contains("stopping") && stopped.errors.contains("stopped"))
    }

    @Test(.enabled(if: hasCurl, "needs curl")) func appAndToken() throws {
      try folder.write("<p>app</p>", to: "index.html")
      let secret = "0123456789abcdef"
      let serving = try Serving(
        ["--model", study.model, "--app", folder.path], environment: ["LENTIGO_TOKEN": secret],
        in: folder.path)
      #expect(serving.start.app)
      #expect(try serving.answer("").body == "<p>app</p>")
      #expect(try serving.answer("v1/model").status == 401)
      #expect(try serving.answer("v1/model", token: secret).status == 200)
      let stopped = try serving.stop(by: SIGINT)
      #expect(stopped.status == 0 && !stopped.errors.contains(secret))
    }

    /// What `make web` built is found where it was built.
    @Test func theAppThatWasBuiltHere() throws {
      try FileManager.default.createDirectory(
        atPath: folder.file(".build-web"), withIntermediateDirectories: true)
      try folder.write("<p>app</p>", to: ".build-web/index.html")
      let serving = try Serving(["--model", study.model], in: folder.path)
      #expect(serving.start.app)
      #expect(try serving.stop().status == 0)
    }

    /// To be open to others without a token is allowed, and said.
    @Test func openServersSaySo() throws {
      for (environment, isWarned) in [([:], true), (["LENTIGO_TOKEN": "0123456789abcdef"], false)] {
        let serving = try Serving(
          ["--model", study.model, "--address", "0.0.0.0", "--insecure"], environment: environment,
          in: folder.path)
        let stopped = try serving.stop()
        #expect(stopped.status == 0 && stopped.errors.contains("no token") == isWarned)
      }
    }

    @Test func textForAPerson() throws {
      let running = try LentigoProcess.start(
        ["serve", "--port", "0", "--model", study.model], in: folder.path)
      let line = try running.firstLine(within: 60)
      #expect(line.hasPrefix("http://127.0.0.1:") && line.contains("make web"))
      kill(running.process.processIdentifier, SIGTERM)
      let stopped = try running.finish()
      #expect(stopped.status == 0 && stopped.output.contains("not a medical device"))
    }

    /// Told once more, it goes at once, whatever is not ended.
    @Test func theSecondSignalEndsItAtOnce() throws {
      let serving = try Serving(
        ["--model", study.model, "--grace", "60", "--timeout", "60"], in: folder.path)
      let client = Process()
      client.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      client.arguments = [
        "bash", "-c",
        "exec 3<>/dev/tcp/127.0.0.1/\(serving.start.port); "
          + "printf 'POST /v1/screen HTTP/1.1\\r\\nHost: a\\r\\nContent-Type: image/jpeg\\r\\n"
          + "Content-Length: 9\\r\\n\\r\\n' >&3; exec sleep 30",
      ]
      try client.run()
      defer { client.terminate() }
      usleep(500_000)
      kill(serving.running.process.processIdentifier, SIGTERM)
      usleep(500_000)
      #expect(serving.running.process.isRunning)
      #expect(try serving.stop(by: SIGINT).status == 130)
    }

    @Test func refusals() throws {
      try folder.write("short", to: "token")
      for (arguments, words) in [
        (["--address", "0.0.0.0"], ["--tls-certificate", "--insecure"]),
        (["--address", "192.0.2.1", "--insecure"], ["192.0.2.1"]),
        (["--app", folder.path], ["index.html", "make web"]),
        (["--token-file", folder.file("token")], ["openssl rand"]),
        (["--token-file", folder.file("absent")], ["absent"]),
        (["--tls-certificate", folder.file("token"), "--tls-key", study.model], ["PEM"]),
        (["--operating-point", "none"], ["operating point"]),
      ] {
        let process = try LentigoProcess.run(
          ["serve", "--port", "0", "--model", study.model] + arguments)
        #expect(process.status == 3 && process.output.isEmpty, "\(process.errors)")
        #expect(process.errors.hasPrefix("lentigo: "))
        #expect(process.errors.split(separator: "\n").count == 1)
        for word in words { #expect(process.errors.contains(word), "\(process.errors)") }
      }
    }
  }
#endif
