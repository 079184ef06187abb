import Testing

/// The reading of sources, on which the rules rest.
@Suite struct SourceFileTests {
  @Test func findsImports() {
    let file = SourceFile(
      path: "Sources/A/B.swift",
      text: """
        // import Commented
        import Foundation
        #if canImport(Glibc)
          import Glibc
        #endif
        @testable import Tested
        @_spi(Name) public import Open  // why
        internal import struct Module.Type
        let important = 1
        """)
    #expect(file.target == "A")
    #expect(file.imports.map(\.module) == ["Foundation", "Glibc", "Tested", "Open", "Module"])
    #expect(
      file.imports.map(\.place).prefix(2) == ["Sources/A/B.swift:2", "Sources/A/B.swift:4"])
  }

  @Test func findsWordsInCodeOnly() {
    let file = SourceFile(
      path: "Sources/A/B.swift",
      text: """
        /// Never a fatalError.
        let a = try! b()
        let c = d as! E  // try!
        fatalErrors(1)
        fatalError("no")
        let retry = !f
        """)
    #expect(
      file.places(of: ["fatalError", "try!", "as!"]) == [
        "Sources/A/B.swift:2: try!", "Sources/A/B.swift:3: as!", "Sources/A/B.swift:5: fatalError",
      ])
  }
}
