import HTTPTypes

/// Why a request was not answered as it wanted to be, as the client reads it (RFC 9457).
///
/// Nothing in it repeats what the client sent beyond names that the server knows.
package struct Problem: Error, Sendable, Equatable {
  /// What programs tell problems by: the end of `type`, such as `queue-full`.
  package let code: String
  package let status: HTTPResponse.Status
  /// The same for every problem of the code.
  package let title: String
  /// What happened this time, and what to do.
  package let detail: String
  /// Headers that the status asks for.
  package var headers: HTTPFields = [:]

  init(
    _ code: String, _ status: HTTPResponse.Status, _ title: String, _ detail: String,
    headers: HTTPFields = [:]
  ) {
    self.code = code
    self.status = status
    self.title = title
    self.detail = detail
    self.headers = headers
  }

  /// The media type of what `Encodable` gives.
  package static let mediaType = "application/problem+json"
}

extension Problem: Encodable {
  private enum CodingKeys: String, CodingKey {
    case type, title, status, detail
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode("urn:lentigo:problem:\(code)", forKey: .type)
    try container.encode(title, forKey: .title)
    try container.encode(status.code, forKey: .status)
    try container.encode(detail, forKey: .detail)
  }
}
