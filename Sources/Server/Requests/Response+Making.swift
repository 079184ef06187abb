import Files
import Foundation
import HTTPTypes
import Hummingbird

extension Response {
  /// A value as one line of JSON, as the command line prints it.
  static func json(
    _ value: some Encodable, status: HTTPResponse.Status = .ok,
    mediaType: String = "application/json", headers: HTTPFields = [:]
  ) -> Response {
    do {
      let line = String(decoding: try JSONEncoder.canonical.encode(value), as: UTF8.self) + "\n"
      return .text(line, status: status, mediaType: mediaType, headers: headers)
    } catch {
      // Numbers that JSON has no word for are the only reason, and no answer has one.
      return Response(status: .internalServerError)
    }
  }

  /// Text that must not be kept: it may be about somebody, or true for this moment alone.
  static func text(
    _ text: String, status: HTTPResponse.Status = .ok, mediaType: String,
    headers: HTTPFields = [:]
  ) -> Response {
    var headers = headers
    headers[.contentType] = mediaType
    headers[.cacheControl] = "no-store"
    return Response(
      status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }

  /// A problem, with what its status asks for.
  init(_ problem: Problem) {
    self = .json(
      problem, status: problem.status, mediaType: Problem.mediaType, headers: problem.headers)
  }
}
