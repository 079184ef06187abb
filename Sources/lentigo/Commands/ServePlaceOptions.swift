#if Server
  import ArgumentParser
  import Files
  import Foundation
  import Server

  /// Where `serve` listens, who may ask, and which app it hands out.
  struct ServePlaceOptions: ParsableArguments {
    @Option(
      help: ArgumentHelp(
        "The address to listen at; 0.0.0.0 is all of this machine's.", valueName: "address"))
    var address = "127.0.0.1"

    @Option(help: ArgumentHelp("The port; 0 takes one that is free.", valueName: "n"))
    var port = 8080

    @Option(
      help: ArgumentHelp(
        "A folder that `make web` built. (default: .build-web, where it is)", valueName: "dir"))
    var app: String?

    @Option(
      help: ArgumentHelp(
        "The server's certificate with its chain, PEM; for HTTPS, with --tls-key.",
        valueName: "file"))
    var tlsCertificate: String?

    @Option(help: ArgumentHelp("The certificate's key, PEM.", valueName: "file"))
    var tlsKey: String?

    @Flag(help: "Speak plain HTTP on an address that other machines reach.")
    var insecure = false

    @Option(
      help: ArgumentHelp(
        "A file with the token that requests to /v1 and /metrics have to show.",
        valueName: "file"))
    var tokenFile: String?

    private static let builtApp = ".build-web"

    func validate() throws {
      guard (0...65535).contains(port) else {
        throw ValidationError("--port must be 0 to 65535")
      }
      guard (tlsCertificate == nil) == (tlsKey == nil) else {
        throw ValidationError("--tls-certificate and --tls-key belong together")
      }
      guard !insecure || tlsCertificate == nil else {
        throw ValidationError("--insecure does without the certificate that is given beside it")
      }
    }

    /// - Throws: `ServerError` where the token cannot be used.
    func settings() throws -> ServerSettings {
      var settings = ServerSettings()
      settings.address = address
      settings.port = port
      settings.allowsPlainHTTP = insecure
      if let tlsCertificate, let tlsKey {
        settings.tls = TLSFiles(certificate: tlsCertificate, key: tlsKey)
      }
      settings.token = try token()
      settings.appFolder = app ?? builtApp()
      return settings
    }

    private func token() throws -> BearerToken? {
      if let tokenFile { return try BearerToken(contentsOfFile: tokenFile) }
      // Set and empty is a mistake, and must not open what was to be closed.
      return try ProcessInfo.processInfo.environment["LENTIGO_TOKEN"].map {
        try BearerToken($0, from: "LENTIGO_TOKEN")
      }
    }

    /// The app that was built here, unless it is not there.
    private func builtApp() -> String? {
      FileManager.default.fileExists(atPath: Self.builtApp + "/index.html") ? Self.builtApp : nil
    }
  }
#endif
