import Report
import Testing

@Suite struct TableTests {
  private let table = Table(
    head: ["network", "parameters"], textColumns: 1,
    rows: [["a", "1"], ["longer name", "12,345,678"]])

  @Test func figuresKeepRightOnTheTerminal() {
    #expect(
      table.text(isRuled: false) == """
        network      parameters
        a                     1
        longer name  12,345,678
        """)
    #expect(table.text(isRuled: true).contains("\n-----------  ----------\n"))
  }

  @Test func columnsMayHaveAWidth() {
    let lines = table.text(isRuled: false, minimumWidths: [14, 12], gap: 1).split(separator: "\n")
    #expect(lines.allSatisfy { $0.count == 27 })
  }

  @Test(arguments: [(0, "0"), (999, "999"), (1_000, "1,000"), (-1_234_567, "-1,234,567")])
  func thousandsAreParted(value: Int, text: String) {
    #expect(value.grouped == text)
  }
}
