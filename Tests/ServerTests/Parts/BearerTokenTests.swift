import Server
import TestSupport
import Testing

@Suite("Tokens")
struct BearerTokenTests {
  private static let secret = "0123456789abcdef"

  @Test func onlyTheTokenMatches() throws {
    let token = try BearerToken(" \(Self.secret)\n", from: "a test")
    #expect(token.matches(authorization: "Bearer \(Self.secret)"))
    #expect(token.matches(authorization: "bearer \(Self.secret)"))
    for wrong in [
      nil, "", "Bearer", "Bearer ", Self.secret, "Basic \(Self.secret)",
      "Bearer \(Self.secret)0", "Bearer \(Self.secret.dropLast())", "Bearer \(Self.secret) ",
      "Bearer  \(Self.secret)", "Bearer \(Self.secret)\(Self.secret)",
      "Bearer \(Self.secret.uppercased())", "Bearer \(String(repeating: "0", count: 16))",
    ] {
      #expect(!token.matches(authorization: wrong), "\(wrong ?? "nil")")
    }
  }

  @Test(arguments: [
    "", "short", "012345678901234", "with a space in it", "naïve-naïve-naïve-naïve",
    String(repeating: "x", count: 513),
  ])
  func unusable(text: String) {
    let error = #expect(throws: ServerError.self) { try BearerToken(text, from: "TOKEN") }
    #expect(error?.code == .badToken)
    #expect(error?.message.contains("TOKEN") == true)
    if text.count > 3 { #expect(error?.message.contains(text) == false) }
  }

  @Test func fromAFile() throws {
    let folder = TemporaryDirectory()
    try folder.write(Self.secret + "\n", to: "token")
    let token = try BearerToken(contentsOfFile: folder.file("token"))
    #expect(token.matches(authorization: "Bearer \(Self.secret)"))
    #expect(!"\(token)".contains("0123"))
    let error = #expect(throws: ServerError.self) {
      try BearerToken(contentsOfFile: folder.file("absent"))
    }
    #expect(error?.message.contains(folder.file("absent")) == true)
  }
}
