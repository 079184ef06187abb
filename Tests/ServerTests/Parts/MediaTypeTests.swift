import Server
import Testing

@Suite("Content types")
struct MediaTypeTests {
  @Test func partsAreRead() throws {
    let plain = try #require(MediaType(" Image/JPEG "))
    #expect(plain.essence == "image/jpeg" && plain["charset"] == nil)
    let form = try #require(MediaType("multipart/form-data;  BOUNDARY=abc ; x=\"a\\\"b; c\""))
    #expect(form["boundary"] == "abc" && form["x"] == "a\"b; c")
    #expect(MediaType("text/plain;") != nil)
  }

  @Test(arguments: [
    "", "image", "image/", "/jpeg", "image/jpeg/x", "ima ge/jpeg", "image/jpeg x",
    "image/jpeg; =a", "image/jpeg; a", "image/jpeg; a=\"b", "image/jpeg; a=\"b\\",
    "image/jpeg; a=1; A=2", "image/jpeg; a=b c", "image/jpeg; a=", "\"image\"/jpeg",
  ])
  func malformed(text: String) {
    #expect(MediaType(text) == nil)
  }
}
