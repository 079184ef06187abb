/// A form as browsers send it.
struct Form {
  static let boundary = "----boundary42"
  static let mediaType = "multipart/form-data; boundary=\(boundary)"

  private(set) var body: [UInt8] = []

  mutating func add(_ headers: String..., content: [UInt8]) {
    let head = "--\(Self.boundary)\r\n" + headers.map { $0 + "\r\n" }.joined() + "\r\n"
    body += Array(head.utf8) + content + Array("\r\n".utf8)
  }

  mutating func addFile(_ content: [UInt8], type: String? = "image/jpeg") {
    let disposition = #"Content-Disposition: form-data; name="picture"; filename="a \"b\".jpg""#
    if let type {
      add(disposition, "Content-Type: \(type)", content: content)
    } else {
      add(disposition, content: content)
    }
  }

  mutating func end() { body += Array("--\(Self.boundary)--\r\n".utf8) }

  static func file(_ content: [UInt8], type: String? = "image/jpeg") -> [UInt8] {
    var form = Form()
    form.addFile(content, type: type)
    form.end()
    return form.body
  }
}
