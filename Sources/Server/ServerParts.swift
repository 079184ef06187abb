import Foundation
import Synchronization

/// What all requests share, made once before the server listens.
final class ServerParts: Sendable {
  let model: ServedModel
  let settings: ServerSettings
  let files: AppFiles
  let metrics = ServerMetrics()
  let connections: OpenConnections
  let budget: BodyBudget
  let desk: ScreeningDesk
  let description: String
  let startTime = Date()
  private let stopping = Atomic(false)

  init(_ model: ServedModel, _ settings: ServerSettings, files: AppFiles) {
    self.model = model
    self.settings = settings
    self.files = files
    connections = OpenConnections(limit: settings.limits.connections)
    budget = BodyBudget(limit: settings.limits.bufferedBytes)
    desk = ScreeningDesk(model.model, limits: settings.limits, metrics: metrics)
    description = APIDescription(settings).text
  }

  /// Whether the server was told to stop, and only ends what it has begun.
  var isStopping: Bool { stopping.load(ordering: .relaxed) }

  func stop() { stopping.store(true, ordering: .relaxed) }
}
