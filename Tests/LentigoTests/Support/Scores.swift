/// A CSV of scores, its numbers kept as they are written.
struct Scores {
  let header: String
  let rows: [(name: String, score: String)]

  init(csv: String) {
    let lines = csv.split(separator: "\n", omittingEmptySubsequences: false)
    header = lines.first.map(String.init) ?? ""
    rows = lines.dropFirst().filter { !$0.isEmpty }.map { line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      return (String(fields[0]), fields.count > 1 ? String(fields[1]) : "")
    }
  }
}
