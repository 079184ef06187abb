import Server
import Testing

@Suite("Forms")
struct MultipartFormTests {
  private let content = Array("one\r\n--two\r\n------boundary4\r\n\r\n".utf8)

  private func parse(_ body: [UInt8], boundary: String = Form.boundary) throws -> MultipartForm {
    try MultipartForm(body, boundary: boundary)
  }

  private func refusal(_ body: [UInt8], boundary: String = Form.boundary) -> Problem? {
    do throws(Problem) {
      _ = try MultipartForm(body, boundary: boundary)
      return nil
    } catch {
      return error
    }
  }

  @Test func aFileBetweenFields() throws {
    var form = Form()
    form.add("Content-Disposition: form-data; name=\"note\"", content: Array("hello".utf8))
    form.addFile(content, type: "image/png")
    form.add("content-disposition: form-data; name=empty", content: [])
    form.end()
    let parsed = try parse(form.body)
    #expect(Array(parsed.file) == content)
    #expect(parsed.contentType == " image/png")
  }

  @Test func whatMayStandAround() throws {
    let body =
      Array("what came before\r\n".utf8) + Form.file(content, type: nil) + Array("after".utf8)
    let parsed = try parse(body)
    #expect(Array(parsed.file) == content && parsed.contentType == nil)
    // Blanks behind a delimiter.
    let text = String(decoding: Form.file([1, 2, 3]), as: UTF8.self)
    let padded = text.replacing("\(Form.boundary)\r\n", with: "\(Form.boundary) \t\r\n")
    #expect(Array(try parse(Array(padded.utf8)).file) == [1, 2, 3])
  }

  @Test func emptyFile() throws {
    #expect(try parse(Form.file([])).file.isEmpty)
  }

  @Test func filesAreCounted() throws {
    var none = Form()
    none.add("Content-Disposition: form-data; name=\"a\"", content: [1])
    none.end()
    #expect(refusal(none.body)?.detail.contains("0 files") == true)
    var two = Form()
    two.addFile([1])
    two.addFile([2])
    two.end()
    #expect(refusal(two.body)?.detail.contains("2 files") == true)
  }

  @Test func partsAreBounded() throws {
    var form = Form()
    for _ in 0..<17 { form.add("Content-Disposition: form-data; name=a", content: []) }
    form.end()
    #expect(refusal(form.body)?.detail.contains("more than 16 parts") == true)
    var long = Form()
    long.add("X: " + String(repeating: "x", count: 9000), content: [])
    long.end()
    #expect(refusal(long.body)?.detail.contains("bytes of headers") == true)
  }

  /// Cut anywhere, a form is refused: nothing of it is taken for a shorter picture.
  @Test func cutAnywhere() throws {
    let whole = Form.file([1, 2, 3])
    for count in 0..<(whole.count - 2) {
      let problem = refusal(Array(whole.prefix(count)))
      #expect(problem?.status == .badRequest, "\(count)")
    }
  }

  @Test func strangeBoundaries() {
    let body = Form.file([1])
    for boundary in ["", "a\r\nb", "é", String(repeating: "a", count: 71), "a ", "\"", "a\0"] {
      #expect(refusal(body, boundary: boundary)?.status == .badRequest)
    }
    #expect(refusal(body, boundary: "another") != nil)
  }

  @Test func malformedParts() {
    let boundary = Form.boundary
    for text in [
      "--\(boundary)", "--\(boundary)\r\n", "--\(boundary)x\r\n\r\n\r\n--\(boundary)--",
      "--\(boundary)\r\nno colon\r\n\r\n\r\n--\(boundary)--", "--\(boundary)\r\n--\(boundary)--",
      "--\(boundary)\r\nA: b\r\n--\(boundary)--", "--\(boundary)--", "\r\n", "--",
    ] {
      #expect(refusal(Array(text.utf8))?.status == .badRequest, "\(text)")
    }
  }

  /// Bodies made to be slow to search take no longer than others of their length.
  @Test(.timeLimit(.minutes(1))) func hostileBodiesAreSearchedOnce() {
    let almost = Array("\r\n--\(Form.boundary.dropLast())x".utf8)
    let bodies = [
      [UInt8](repeating: 13, count: 8 << 20),
      Array(repeatElement(almost, count: (8 << 20) / almost.count).joined()),
    ]
    for body in bodies {
      let time = ContinuousClock().measure { #expect(refusal(body) != nil) }
      #expect(time < .seconds(2))
    }
  }
}
