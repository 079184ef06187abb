import Foundation
import HTTPTypes
import HummingbirdTesting

extension TestResponse {
  var text: String { String(buffer: body) }

  /// The body as an object of JSON.
  var object: [String: Any] {
    get throws {
      let value = try JSONSerialization.jsonObject(with: Data(body.readableBytesView))
      return value as? [String: Any] ?? [:]
    }
  }

  /// The end of a problem's `type`; nil where this is none, or where it contradicts the status.
  var problem: String? {
    guard headers[.contentType] == "application/problem+json", let object = try? object,
      object["status"] as? Int == status.code, object["title"] is String,
      (object["detail"] as? String)?.hasSuffix(".") == true
    else { return nil }
    return (object["type"] as? String)?.split(separator: ":").last.map(String.init)
  }
}
