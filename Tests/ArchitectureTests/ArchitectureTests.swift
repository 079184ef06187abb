import Testing

/// The rules that hold the package together, read off its sources.
@Suite struct ArchitectureTests {
  @Test func sourcesAreFound() {
    #expect(SourceFile.all.count > 100)
  }

  /// Arrows between targets point one way, and the portable core reaches nothing outside.
  @Test(arguments: Layer.portableCore + Layer.workstation)
  func targetsImportOnlyWhatLiesBelow(layer: Layer) {
    let files = SourceFile.all.filter { $0.target == layer.target }
    #expect(!files.isEmpty, "no files in Sources/\(layer.target)")
    for file in files {
      for (module, place) in file.imports {
        #expect(
          layer.targets.contains(module) || layer.others.contains(module),
          "\(place): \(layer.target) may not import \(module)")
      }
    }
  }

  @Test func arrowsFormNoCircle() {
    var remaining = Dictionary(
      uniqueKeysWithValues: (Layer.portableCore + Layer.workstation).map {
        ($0.target, $0.targets)
      })
    while !remaining.isEmpty {
      let free = remaining.filter { layer in layer.value.allSatisfy { remaining[$0] == nil } }
      guard !free.isEmpty else {
        Issue.record("in a circle: \(remaining.keys.sorted())")
        return
      }
      for target in free.keys { remaining[target] = nil }
    }
  }

  @Test func everyTargetHasItsPlace() {
    let known = Set((Layer.portableCore + Layer.workstation).map(\.target))
    #expect(Set(SourceFile.all.map(\.target)) == known, "say in Layer.swift what it may import")
  }

  @Test func nothingTrapsOnWhatComesFromOutside() {
    let places = SourceFile.all.flatMap { $0.places(of: ["fatalError", "try!", "as!"]) }
    #expect(places == [])
  }

  /// A file that one can read at a sitting; about 200 lines, and a few more do no harm.
  @Test func filesStayShort() {
    for file in SourceFile.all {
      #expect(file.lines.count <= 220, "\(file.path) has \(file.lines.count) lines")
    }
  }
}
