import Server
import Testing

@Suite("What clients have, and take")
struct ConditionalHeadersTests {
  @Test(arguments: ["\"a\"", "*", "W/\"a\"", "\"b\", \"a\"", " \"b\" ,\t\"a\" ", "\"a\","])
  func known(list: String) {
    #expect(EntityTags.contain("\"a\"", in: list))
  }

  @Test(arguments: [nil, "", "a", "\"A\"", "\"b\"", "\"a", "w/\"a\"", "\"aa\"", "**"])
  func unknown(list: String?) {
    #expect(!EntityTags.contain("\"a\"", in: list))
  }

  @Test(arguments: [
    "gzip", "deflate, gzip", "GZIP;q=0.5", "*", "br;q=1.0, gzip;q=0.8, *;q=0.1", "x-gzip",
    "gzip ; q=1",
  ])
  func takesGzip(header: String) {
    #expect(AcceptedEncoding.takesGzip(header))
  }

  @Test(arguments: [
    nil, "", "identity", "gzip;q=0", "gzip; q=0.0", "*;q=0", "*, gzip;q=0", "gzip;q=x", "gzipped",
    ";", ",,",
  ])
  func takesNoGzip(header: String?) {
    #expect(!AcceptedEncoding.takesGzip(header))
  }
}
