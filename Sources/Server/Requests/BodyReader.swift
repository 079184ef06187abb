import HTTPTypes
import Hummingbird
import NIOHTTPTypes

/// A whole body, and the memory that it is allowed to take.
struct ReceivedBody: Sendable {
  let bytes: [UInt8]
  let share: BodyShare
}

/// Takes in a request's body while it arrives, and gives up as soon as it is too much.
struct BodyReader: Sendable {
  let limits: ServerLimits
  let budget: BodyBudget

  /// Memory taken at once for a body that announces more. The rest is taken when so much of it is there.
  private static let firstCapacity = 1 << 20

  /// - Throws: `tooLarge`, `busy`, `slowBody`, or a `badRequest` where it ends before its end.
  func read(
    _ request: Request, _ context: ServerContext
  ) async throws(Problem) -> ReceivedBody {
    let announced = request.headers[.contentLength].flatMap { Int($0) }
    if let announced {
      guard announced <= limits.bodyBytes else { throw tooLarge }
      guard budget.hasRoom(for: announced) else { throw Self.noMemory }
    }
    let share = BodyShare(of: budget)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(announced ?? 0, Self.firstCapacity))
    do {
      try await invite(request, context)
      for try await piece in request.body {
        guard bytes.count + piece.readableBytes <= limits.bodyBytes else { throw tooLarge }
        guard share.grow(by: piece.readableBytes) else { throw Self.noMemory }
        // Growing by doubling would take up to twice of what the budget counts.
        if bytes.count + piece.readableBytes > bytes.capacity, let announced {
          bytes.reserveCapacity(announced)
        }
        bytes.append(contentsOf: piece.readableBytesView)
      }
    } catch {
      throw problem(error)
    }
    // A connection that breaks may look like a body that is over.
    guard announced == nil || announced == bytes.count else { throw Self.cutShort }
    return ReceivedBody(bytes: bytes, share: share)
  }

  /// A client that asks first gets its answer when there is nothing left to refuse but the body itself.
  private func invite(_ request: Request, _ context: ServerContext) async throws {
    guard request.headers[.expect]?.lowercased() == "100-continue" else { return }
    try await context.channel.writeAndFlush(
      HTTPResponsePart.head(HTTPResponse(status: .continue)))
  }

  private func problem(_ error: any Error) -> Problem {
    switch error {
    case let problem as Problem: problem
    case is SlowBody: .slowBody(limits.request)
    case is CancellationError: .stopping
    default: Self.cutShort
    }
  }

  private var tooLarge: Problem {
    .tooLarge("A request may have \(limits.bodyBytes) bytes. Save a smaller picture.")
  }

  private static let cutShort = Problem.badRequest("The body ended before its end.")
  private static let noMemory = Problem.busy(
    "There is no room for another picture now. Try again soon.")
}
