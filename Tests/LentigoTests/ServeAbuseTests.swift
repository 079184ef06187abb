#if Server
  import Foundation
  import TestSupport
  import Testing

  /// The built server, abused by a script that knows nothing of Swift: what each abuse gets, and what
  /// memory it takes.
  @Suite("serve, abused")
  struct ServeAbuseTests {
    private struct Figures: Decodable {
      struct Row: Decodable {
        let abuse: String
        let asExpected: Bool

        private enum CodingKeys: String, CodingKey {
          case abuse
          case asExpected = "as_expected"
        }
      }

      let rows: [Row]
      let flaws: [String]
    }

    private static let python = ["/usr/bin/python3", "/usr/local/bin/python3"]
      .first { FileManager.default.isExecutableFile(atPath: $0) }

    @Test(.enabled(if: python != nil, "needs python3"), .timeLimit(.minutes(5)))
    func eachAbuseGetsItsAnswer() throws {
      let study = try Study.shared()
      let script = SharedData.packageRoot + "/Tools/check_server_abuse.py"
      let program = URL(fileURLWithPath: try #require(Self.python))
      let process = try LentigoProcess.start(
        [
          script, LentigoProcess.executable.path, study.image(1), "--model", study.model, "--json",
        ], program: program
      ).finish()
      let figures = try process.json(Figures.self)
      #expect(figures.flaws == [], "\(process.errors)")
      #expect(figures.rows.count > 20)
      for row in figures.rows { #expect(row.asExpected, "\(row.abuse)") }
      #expect(process.status == 0)
    }
  }
#endif
