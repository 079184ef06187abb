/// The one file in a form that a browser or `curl -F` sends (RFC 7578, RFC 2046 section 5.1).
///
/// The body is complete and bounded before this reads it, and is walked through once.
package struct MultipartForm {
  /// The file's bytes.
  package let file: ArraySlice<UInt8>
  /// What the form says that it is, where it says anything.
  package let contentType: String?

  private static let mostParts = 16
  private static let mostHeaderBytes = 8192

  /// - Parameters:
  ///   - body: the whole body.
  ///   - boundary: from the request's content type.
  /// - Throws: a `badRequest`, where the form is malformed, or does not hold exactly one file.
  package init(_ body: [UInt8], boundary: String) throws(Problem) {
    guard Self.isBoundary(boundary) else {
      throw .badRequest("The content type has no usable boundary; let the client choose one.")
    }
    let parts = try Self.parts(of: body, delimiter: Array("\r\n--\(boundary)".utf8))
    let files = parts.filter(\.isFile)
    guard files.count == 1 else {
      throw .badRequest(
        "The form has \(files.count) files, and has to have one; with curl: "
          + "-F picture=@lesion.jpg.")
    }
    file = files[0].content
    contentType = files[0].contentType
  }

  private struct Part {
    var content: ArraySlice<UInt8>
    var contentType: String?
    var isFile: Bool
  }

  private static func parts(
    of body: [UInt8], delimiter: [UInt8]
  ) throws(Problem) -> [Part] {
    let cutShort = Problem.badRequest("The form is cut short, or its boundary is another one.")
    var parts: [Part] = []
    // The first delimiter may stand at the very beginning, without a line's end before it.
    var position: Int
    if body.starts(with: delimiter.dropFirst(2)) {
      position = delimiter.count - 2
    } else if let first = body.firstRange(of: delimiter, from: 0) {
      position = first.upperBound
    } else {
      throw cutShort
    }
    while true {
      if body[position...].starts(with: "--".utf8) { return parts }
      // White space may follow a delimiter on its line.
      while position < body.count, body[position] == 0x20 || body[position] == 0x09 {
        position += 1
      }
      guard body[position...].starts(with: "\r\n".utf8) else { throw cutShort }
      guard let next = body.firstRange(of: delimiter, from: position) else { throw cutShort }
      parts.append(try part(body[(position + 2)..<max(position + 2, next.lowerBound)]))
      guard parts.count <= mostParts else {
        throw .badRequest("The form has more than \(mostParts) parts; send the picture alone.")
      }
      position = next.upperBound
    }
  }

  /// Headers, an empty line, content. The empty line is all there is of headers where there are none.
  private static func part(_ bytes: ArraySlice<UInt8>) throws(Problem) -> Part {
    var headers: [String: String] = [:]
    var rest = bytes
    var headerBytes = 0
    while true {
      guard let end = rest.firstRange(of: Array("\r\n".utf8)) else {
        throw .badRequest("A part of the form has no empty line behind its headers.")
      }
      let line = rest[..<end.lowerBound]
      rest = rest[end.upperBound...]
      if line.isEmpty { break }
      headerBytes += line.count
      guard headerBytes <= mostHeaderBytes else {
        throw .badRequest("A part of the form has more than \(mostHeaderBytes) bytes of headers.")
      }
      let text = String(decoding: line, as: UTF8.self)
      guard let colon = text.firstIndex(of: ":") else {
        throw .badRequest("A part of the form has a malformed header.")
      }
      headers[text[..<colon].lowercased()] = String(text[text.index(after: colon)...])
    }
    return Part(
      content: rest, contentType: headers["content-type"],
      isFile: isFile(headers["content-disposition"] ?? ""))
  }

  /// Such as `form-data; name="picture"; filename="lesion.jpg"`. The name itself is nobody's business.
  private static func isFile(_ disposition: String) -> Bool {
    var rest = disposition.drop { $0 != ";" }
    guard let parameters = MediaType.parameters(&rest) else { return false }
    return parameters["filename"] != nil || parameters["filename*"] != nil
  }

  /// 1 to 70 characters of those that RFC 2046 allows.
  private static func isBoundary(_ text: String) -> Bool {
    (1...70).contains(text.utf8.count) && text.last != " "
      && text.utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "'()+_,-./:=? ".utf8.contains(byte)
        }
      }
  }
}
