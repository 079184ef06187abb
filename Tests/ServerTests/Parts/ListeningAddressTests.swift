import Server
import Testing

@Suite("Addresses to listen at")
struct ListeningAddressTests {
  @Test(arguments: ["127.0.0.1", "127.1.2.3", "::1", "localhost"])
  func thisMachineAloneNeedsNothing(name: String) throws {
    let address = try ListeningAddress(name, port: 80)
    #expect(address.isLoopback)
    try address.check(isEncrypted: false, allowsPlainHTTP: false)
  }

  @Test(arguments: ["0.0.0.0", "::", "192.0.2.1"])
  func othersNeedEncryptionOrALeave(name: String) throws {
    let address = try ListeningAddress(name, port: 80)
    #expect(!address.isLoopback)
    try address.check(isEncrypted: true, allowsPlainHTTP: false)
    try address.check(isEncrypted: false, allowsPlainHTTP: true)
    let error = #expect(throws: ServerError.self) {
      try address.check(isEncrypted: false, allowsPlainHTTP: false)
    }
    #expect(error?.code == .unprotected)
    for way in ["--tls-certificate", "--tls-key", "--insecure"] {
      #expect(error?.message.contains(way) == true)
    }
  }

  /// Names that are looked up in a network are left out: that takes its time.
  @Test func noAddress() {
    for (name, port) in [("", 80), ("127.0.0.1", -1), ("127.0.0.1", 65536)] {
      let error = #expect(throws: ServerError.self) { try ListeningAddress(name, port: port) }
      #expect(error?.code == .badAddress)
    }
  }

  @Test func addressesAsURLs() {
    #expect(
      ServerAddress(host: "127.0.0.1", port: 80, isEncrypted: false).url == "http://127.0.0.1:80/")
    #expect(ServerAddress(host: "::1", port: 443, isEncrypted: true).url == "https://[::1]:443/")
  }
}
