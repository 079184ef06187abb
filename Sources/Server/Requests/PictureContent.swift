import ImageCodec

/// How a picture is sent: by itself, or as the one file of a form.
enum PictureContent: Equatable {
  case picture(ImageFormat)
  case form(boundary: String)

  private static let wanted =
    "Send a picture with Content-Type: image/jpeg or image/png, or a form with one file "
    + "(multipart/form-data)"

  /// - Parameter contentType: the request's header.
  /// - Throws: `unsupportedType`.
  init(_ contentType: String?) throws(Problem) {
    guard let contentType else {
      throw .unsupportedType("The request does not say what it holds. \(Self.wanted).")
    }
    guard let type = MediaType(contentType) else {
      throw .unsupportedType("The request's content type is malformed. \(Self.wanted).")
    }
    if let format = Self.format(of: type) {
      self = .picture(format)
    } else if type.essence == "multipart/form-data" {
      guard let boundary = type["boundary"] else {
        throw .badRequest("The content type has no boundary; let the client choose one.")
      }
      self = .form(boundary: boundary)
    } else {
      throw .unsupportedType("The request holds something else. \(Self.wanted).")
    }
  }

  /// The picture's file in a body.
  ///
  /// - Throws: `unsupportedType` where the bytes are another format than the client says, and whatever
  ///   is wrong with a form.
  func picture(in body: ReceivedBody) throws(Problem) -> ReceivedBody {
    switch self {
    case .picture(let format):
      try Self.check(body.bytes, is: format)
      return body
    case .form(let boundary):
      let form = try MultipartForm(body.bytes, boundary: boundary)
      let file = ReceivedBody(bytes: Array(form.file), share: body.share)
      guard let contentType = form.contentType.map({ MediaType($0.drop { $0 == " " }) }),
        contentType?.essence != "application/octet-stream"
      else { return file }
      guard let format = contentType.flatMap(Self.format) else {
        throw .unsupportedType(
          "The form's file is not said to be a picture: image/jpeg and image/png are read.")
      }
      try Self.check(file.bytes, is: format)
      return file
    }
  }

  private static func format(of type: MediaType) -> ImageFormat? {
    switch type.essence {
    // The second is wrong, and common.
    case "image/jpeg", "image/jpg": .jpeg
    case "image/png": .png
    default: nil
    }
  }

  /// What is neither JPEG nor PNG is left to the codec, which says what it is.
  private static func check(_ bytes: [UInt8], is format: ImageFormat) throws(Problem) {
    guard let found = ImageFormat(signatureOf: bytes), found != format else { return }
    throw .unsupportedType("The content type says \(format), and the content is \(found).")
  }
}
