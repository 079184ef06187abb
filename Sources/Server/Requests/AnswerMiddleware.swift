import HTTPTypes
import Hummingbird
import Logging

/// Sees every request and every answer: turns whatever is thrown into a problem that clients can read,
/// adds the headers that all answers have, counts, and logs a line.
///
/// The line has nothing in it that a client chose: no path, no name of a file, no address.
struct AnswerMiddleware: RouterMiddleware {
  let parts: ServerParts

  func handle(
    _ request: Request, context: ServerContext,
    next: (Request, ServerContext) async throws -> Response
  ) async throws -> Response {
    parts.metrics.began()
    var problem: Problem?
    var response: Response
    do {
      response = try await next(request, context)
    } catch {
      let found = Self.problem(error, context.logger)
      problem = found
      response = Response(found)
    }
    SecurityHeaders.add(to: &response.headers)
    if request.method == .head { response = response.createHeadResponse() }

    let route = Self.route(context)
    let latency = ContinuousClock.now - context.start
    parts.metrics.ended(
      ServerMetrics.Answer(route: route, status: response.status.code), latency: latency)
    var metadata: Logger.Metadata = [
      "route": "\(route)", "status": "\(response.status.code)",
      "ms": "\(Int(latency / .milliseconds(1)))",
    ]
    if let problem { metadata["problem"] = "\(problem.code)" }
    context.logger.info("request", metadata: metadata)
    return response
  }

  private static func problem(_ error: any Error, _ logger: Logger) -> Problem {
    switch error {
    case let problem as Problem: return problem
    case let error as HTTPError where error.status == .notFound: return .notFound
    case is CancellationError: return .stopping
    default:
      logger.error("unexpected", metadata: ["error": "\(error)"])
      return .unexpected
    }
  }

  /// One of the few routes there are, whatever was asked for.
  private static func route(_ context: ServerContext) -> String {
    guard let path = context.endpointPath else { return "other" }
    if path == AppMiddleware.route { return path }
    return Endpoint(rawValue: path)?.rawValue ?? "other"
  }
}
