import HTTPTypes
import Hummingbird

/// What `/health` says: whether pictures can be sent, and which model judges them.
struct HealthAnswer: Encodable {
  enum Status: String, Encodable, CaseIterable {
    /// The threads are being made.
    case starting
    case ready
    /// No new work: the server was told to stop.
    case stopping
  }

  struct Model: Encodable {
    let name: String
    let sha256: String
  }

  let status: Status
  let model: Model
  let version: String

  init(_ parts: ServerParts) {
    status = parts.isStopping ? .stopping : parts.desk.isReady ? .ready : .starting
    model = Model(name: parts.model.name, sha256: parts.model.sha256)
    version = parts.settings.version
  }

  /// 200 where pictures can be sent, else 503: what balances load looks at nothing else.
  var response: Response {
    .json(self, status: status == .ready ? .ok : .serviceUnavailable)
  }
}
