import HTTPTypes
import ImageCodec

/// Every problem that the server knows, in the order of their statuses.
extension Problem {
  static func badRequest(_ detail: String) -> Problem {
    Problem("bad-request", .badRequest, "The request cannot be understood", detail)
  }

  static func damagedPicture(_ detail: String) -> Problem {
    Problem("damaged-picture", .badRequest, "The picture is damaged", detail)
  }

  static func unauthorized(hasToken: Bool) -> Problem {
    Problem(
      "unauthorized", .unauthorized, "A token is needed",
      hasToken
        ? "The token is not the server's."
        : "Send the server's token as a header: Authorization: Bearer TOKEN.",
      headers: [
        .wwwAuthenticate: hasToken
          ? "Bearer realm=\"lentigo\", error=\"invalid_token\"" : "Bearer realm=\"lentigo\""
      ])
  }

  static var foreignPage: Problem {
    Problem(
      "foreign-page", .forbidden, "A page of another site asked",
      "Browsers may send pictures from this server's own pages alone; programs may send them from "
        + "anywhere.")
  }

  static var notFound: Problem {
    Problem(
      "not-found", .notFound, "There is nothing here",
      "The API is described in /openapi.json. The app is served where the server was started with "
        + "its folder.")
  }

  static func methodNotAllowed(_ allowed: [HTTPRequest.Method]) -> Problem {
    let methods = allowed.map(\.rawValue).joined(separator: ", ")
    return Problem(
      "method-not-allowed", .methodNotAllowed, "This method is not known here",
      "What can be asked of this address: \(methods).", headers: [.allow: methods])
  }

  static func slowBody(_ limit: Duration) -> Problem {
    Problem(
      "slow-body", .requestTimeout, "The picture took too long to arrive",
      "It has to be here within \(limit.formattedSeconds).")
  }

  static func tooLarge(_ detail: String) -> Problem {
    Problem("too-large", .contentTooLarge, "The picture is too large", detail)
  }

  static func unsupportedType(_ detail: String) -> Problem {
    Problem(
      "unsupported-type", .unsupportedMediaType, "This kind of content is not read", detail)
  }

  static func notAPicture(_ detail: String) -> Problem {
    Problem("not-a-picture", .unprocessableContent, "This is no picture that can be read", detail)
  }

  /// The client did not wait for its answer. Nobody reads this but the log and the metrics, where it must
  /// not look like a fault of the server; the status is the one that other servers log.
  static var gone: Problem {
    Problem(
      "gone", HTTPResponse.Status(code: 499, reasonPhrase: "Client Closed Request"),
      "The client has gone", "It closed the connection before its picture's turn came.")
  }

  static var unexpected: Problem {
    Problem(
      "unexpected", .internalServerError, "Something went wrong in the server",
      "The server's log says more.")
  }

  static func busy(_ detail: String) -> Problem {
    Problem(
      "busy", .serviceUnavailable, "The server has too much to do", detail,
      headers: [.retryAfter: "1"])
  }

  static var stopping: Problem {
    Problem(
      "stopping", .serviceUnavailable, "The server is about to stop", "Try again in a while.",
      headers: [.retryAfter: "5"])
  }

  static func tooLate(_ limit: Duration) -> Problem {
    Problem(
      "too-late", .gatewayTimeout, "The picture was not judged in time",
      "There was no verdict within \(limit.formattedSeconds). Send it again, or a smaller one.")
  }

  /// A picture that the codec refused.
  init(_ error: ImageCodecError) {
    let detail = error.message.prefix(1).uppercased() + error.message.dropFirst() + "."
    switch error.code {
    case .tooLarge: self = .tooLarge(detail)
    case .unsupportedFormat: self = .notAPicture(detail)
    default: self = .damagedPicture(detail)
    }
  }
}

extension Duration {
  /// Such as `30 seconds`.
  fileprivate var formattedSeconds: String {
    let seconds = self / .seconds(1)
    let number = seconds.rounded() == seconds ? "\(Int(seconds))" : "\(seconds)"
    return "\(number) second\(number == "1" ? "" : "s")"
  }
}
