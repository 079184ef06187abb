import Foundation

/// The API in OpenAPI 3.1, as `/openapi.json` gives it.
struct APIDescription {
  /// JSON, one document.
  let text: String

  init(_ settings: ServerSettings) {
    let security = settings.token == nil ? "" : #""security": [{"token": []}],"#
    text = """
      {
        "openapi": "3.1.0",
        "info": {
          "title": "Lentigo",
          "version": \(Self.quoted(settings.version)),
          "summary": "Judges dermoscopic pictures of skin lesions.",
          "description": "Research software, not a medical device: no verdict replaces a doctor. \
      Pictures are judged in memory and forgotten; nothing of them is kept or logged."
        },
        "servers": [{"url": "/"}],
        "paths": {
      \(Self.paths(settings.limits, security: security))
        },
        "components": {
          "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
          "headers": {
            "Retry-After": {
              "description": "Seconds to wait before the next try.", "schema": {"type": "string"}
            }
          },
          "responses": {
      \(Self.responses)
          },
          "schemas": {
      \(Self.schemas)
          }
        }
      }

      """
  }

  /// A text as JSON.
  static func quoted(_ text: String) -> String {
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "\"\(escaped)\""
  }
}
