import HTTPTypes
import Hummingbird

/// Answers with a file of the web app what is none of the API's routes.
struct AppMiddleware: RouterMiddleware {
  /// What metrics and log call all of the app's files.
  static let route = "app"

  let files: AppFiles

  /// So much of a file is on its way at a time.
  private static let pieceBytes = 64 << 10

  func handle(
    _ request: Request, context: ServerContext,
    next: (Request, ServerContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let error as HTTPError where error.status == .notFound {
      let path = request.uri.path
      if let endpoint = Endpoint(rawValue: path) {
        throw Problem.methodNotAllowed(endpoint.methods)
      }
      guard let file = files[path] else { throw Problem.notFound }
      context.coreContext.endpointPath.value = Self.route
      guard request.method == .get || request.method == .head else {
        throw Problem.methodNotAllowed([.get, .head])
      }
      return response(with: file, to: request)
    }
  }

  private func response(with file: AppFile, to request: Request) -> Response {
    var form = file.plain
    var headers: HTTPFields = [.contentType: file.mediaType, .cacheControl: "no-cache"]
    if let compressed = file.compressed {
      headers[.vary] = "Accept-Encoding"
      if AcceptedEncoding.takesGzip(request.headers[.acceptEncoding]) {
        form = compressed
        headers[.contentEncoding] = "gzip"
      }
    }
    headers[.eTag] = form.tag
    if EntityTags.contain(form.tag, in: request.headers[.ifNoneMatch]) {
      headers[.contentEncoding] = nil
      headers[.contentType] = nil
      var response = Response(status: .notModified, headers: headers)
      // What a client has is not as long as this answer.
      response.headers[.contentLength] = nil
      return response
    }
    return Response(status: .ok, headers: headers, body: Self.body(form.bytes))
  }

  /// Sends a large file piece by piece, each when the one before has left: a phone with a slow network
  /// is then seen to take it, and not taken for one that has gone.
  private static func body(_ bytes: ByteBuffer) -> ResponseBody {
    guard bytes.readableBytes > pieceBytes else { return ResponseBody(byteBuffer: bytes) }
    return ResponseBody(contentLength: bytes.readableBytes) { writer in
      var rest = bytes
      while let piece = rest.readSlice(length: min(pieceBytes, rest.readableBytes)),
        piece.readableBytes > 0
      {
        try await writer.write(piece)
      }
      try await writer.finish(nil)
    }
  }
}
