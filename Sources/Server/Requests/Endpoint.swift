import HTTPTypes

/// What the API can be asked.
enum Endpoint: String, CaseIterable, Sendable {
  case screen = "/v1/screen"
  case model = "/v1/model"
  case health = "/health"
  case metrics = "/metrics"
  case description = "/openapi.json"

  var methods: [HTTPRequest.Method] {
    self == .screen ? [.post] : [.get, .head]
  }

  /// Whether it is for those alone who know the server's token, where it has one.
  var needsToken: Bool {
    switch self {
    case .screen, .model, .metrics: true
    case .health, .description: false
    }
  }
}
