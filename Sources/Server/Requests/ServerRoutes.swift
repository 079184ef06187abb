import Diagnosing
import HTTPTypes
import Hummingbird

/// Which request gets which answer.
struct ServerRoutes: Sendable {
  let parts: ServerParts

  func router() -> Router<ServerContext> {
    let router = Router(context: ServerContext.self)
    router.add(middleware: AnswerMiddleware(parts: parts))
    router.add(middleware: AppMiddleware(files: parts.files))
    for endpoint in Endpoint.allCases {
      for method in endpoint.methods {
        router.on(RouterPath(endpoint.rawValue), method: method) { request, context in
          try await answer(endpoint, to: request, context)
        }
      }
    }
    return router
  }

  private func answer(
    _ endpoint: Endpoint, to request: Request, _ context: ServerContext
  ) async throws(Problem) -> Response {
    if endpoint.needsToken { try checkToken(of: request) }
    switch endpoint {
    case .screen: return .json(try await diagnosis(of: request, context))
    case .model: return .json(ModelAnswer(parts.model))
    case .health: return HealthAnswer(parts).response
    case .metrics: return .text(parts.metricsText, mediaType: MetricsText.mediaType)
    case .description: return .text(parts.description, mediaType: "application/json")
    }
  }

  private func checkToken(of request: Request) throws(Problem) {
    guard let token = parts.settings.token else { return }
    let authorization = request.headers[.authorization]
    guard token.matches(authorization: authorization) else {
      throw .unauthorized(hasToken: authorization != nil)
    }
  }

  /// Refuses what a page of another site makes a browser send. It could not read the answer, but keep
  /// this machine busy, loopback or not.
  private func checkOrigin(of request: Request) throws(Problem) {
    // Every browser of today says it, and no page can unsay it.
    guard let name = HTTPField.Name("Sec-Fetch-Site"), let site = request.headers[name],
      !["same-origin", "none"].contains(site)
    else { return }
    throw .foreignPage
  }

  /// Everything that can be refused without the body is refused before it is read.
  private func diagnosis(
    of request: Request, _ context: ServerContext
  ) async throws(Problem) -> Diagnosis {
    try checkOrigin(of: request)
    let threshold = try threshold(for: request)
    guard request.headers[.contentEncoding] == nil else {
      throw .unsupportedType("The body is compressed once more; send the picture as it is.")
    }
    let content = try PictureContent(request.headers[.contentType])
    let reader = BodyReader(limits: parts.settings.limits, budget: parts.budget)
    let picture = try content.picture(in: try await reader.read(request, context))
    return try await parts.desk.diagnose(
      picture, at: threshold, until: context.start + parts.settings.limits.request,
      isWanted: context.isConnected)
  }

  /// A name that is not known is refused: a verdict at another threshold than the one that was meant
  /// looks like the right one.
  private func threshold(for request: Request) throws(Problem) -> DecisionThreshold {
    let parameters = request.uri.queryParameters
    guard let parameter = parameters.first else { return parts.model.threshold }
    guard parameters.count == 1, parameter.key == "operating-point" else {
      throw .badRequest("The only parameter is operating-point, and it may be given once.")
    }
    let thresholds = parts.model.model.namedThresholds
    guard let threshold = thresholds.first(where: { $0.name == String(parameter.value) }) else {
      let names = thresholds.compactMap(\.name).joined(separator: ", ")
      throw .badRequest(
        names.isEmpty
          ? "This model has one threshold alone; leave out operating-point."
          : "The model has no operating point of this name: it has \(names).")
    }
    return threshold
  }
}
