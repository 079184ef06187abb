#if Server
  import Diagnosing
  import Foundation
  import Server

  /// What `serve` prints when it listens.
  struct ServerStart: Encodable {
    let url: String
    let address: String
    let port: Int
    let process: Int32
    let model: String
    let sha256: String
    let app: Bool

    init(_ address: ServerAddress, _ served: ServedModel, hasApp: Bool) {
      url = address.url
      self.address = address.host
      port = address.port
      process = ProcessInfo.processInfo.processIdentifier
      model = served.name
      sha256 = served.sha256
      app = hasApp
    }

    /// Two lines for a person.
    var text: String {
      let what = app ? "the app and its API" : "the API alone: `make web` builds the app"
      return "\(url) serves \(what). Ctrl-C ends it.\n\(Diagnosis.disclaimer)"
    }
  }
#endif
