import Dataset
import Evaluation
import Foundation
import Radiomics
import Synchronization
import TestSupport
import Testing

/// Whole runs on synthetic lesions.
@Suite("Radiomics baseline", .serialized)
struct BaselineTests {
  private static let lesions = Result { try Lesions(count: 150) }
  private let lesions: Lesions

  init() throws { lesions = try Self.lesions.get() }

  private func configuration(cache: String? = nil, threads: Int? = nil) -> RadiomicsConfiguration {
    RadiomicsConfiguration(
      development: lesions.development, test: lesions.test, costs: [0.1, 10], seed: 4,
      threads: threads, cacheFolder: cache)
  }

  @Test func wholeRun() throws {
    let events = Mutex<[RadiomicsEvent]>([])
    let result = try RadiomicsBaseline(configuration()).run(onEvent: { event in
      events.withLock { $0.append(event) }
    })
    #expect(result.examples == 100 && result.folds == 3 && result.unusable.isEmpty)
    #expect(result.malignantExamples == lesions.development.count { $0.isMalignant })
    #expect(result.featureGroups.map(\.count) == [7, 13, 512])
    #expect(result.testImages == Array(0..<50))
    #expect(result.grid.count == 16 && result.grid.count { $0.isChosen } == 2)
    #expect(Array(result.grid.prefix(4)).map(\.kernel) == SVMKernel.allCases.map(\.rawValue))
    #expect(result.grid.map(\.balancesClasses) == (0..<16).map { $0 >= 8 })
    let plain = result.grid.filter { !$0.balancesClasses }
    let balanced = result.grid.filter(\.balancesClasses)
    #expect(plain.first(where: \.isChosen)?.accuracy == plain.map(\.accuracy).max())
    #expect(balanced.first(where: \.isChosen)?.auc == balanced.map(\.auc).max())

    #expect(result.variants.map(\.identifier) == ["paper", "sign", "balanced"])
    let labels = lesions.test.map(\.isMalignant)
    let areas = try result.variants.map {
      try ScoredLabels(scores: $0.scores, labels: labels).areaUnderROC ?? .nan
    }
    // The same machine turned over: one area is what the other leaves of 1.
    #expect(abs(areas[0] + areas[1] - 1) < 1e-12)
    #expect(areas[2] > 0.6, "synthetic melanomas differ in colour and texture")

    let last = events.withLock { events in
      events.reduce(into: (extracted: 0, fitted: 0)) { last, event in
        switch event {
        case .extracting(let done, 150): last.extracted = max(last.extracted, done)
        case .fitting(let done, 50): last.fitted = max(last.fitted, done)
        default: Issue.record("\(event)")
        }
      }
    }
    #expect(last.extracted == 150 && last.fitted == 50)
  }

  @Test func threadsDoNotShow() throws {
    let results = try [1, 2, 5].map { try RadiomicsBaseline(configuration(threads: $0)).run() }
    #expect(results[0] == results[1] && results[0] == results[2])
    let decoded = try JSONDecoder().decode(
      RadiomicsResult.self, from: JSONEncoder().encode(results[0]))
    #expect(decoded == results[0])
  }

  /// Stopped in the features, then in the grid, then left alone.
  @Test func stoppedRunsGoOn() throws {
    let cache = TemporaryDirectory()
    let whole = try RadiomicsBaseline(configuration()).run()
    for limit in [20, 165, 175] {
      let seen = Atomic(0)
      let error = #expect(throws: RadiomicsError.self) {
        try RadiomicsBaseline(configuration(cache: cache.file("deep/er"))).run(
          isCancelled: { seen.load(ordering: .relaxed) >= limit },
          onEvent: { _ in seen.add(1, ordering: .relaxed) })
      }
      #expect(error?.code == .cancelled && error?.message.contains("goes on from there") == true)
      let bytes = try cache.read("deep/er/radiomics.features")
      #expect((FeatureFile.parse(bytes)?.count ?? 0) >= min(limit, 150))
    }
    #expect(try RadiomicsBaseline(configuration(cache: cache.file("deep/er"))).run() == whole)
    let names = try FileManager.default.contentsOfDirectory(atPath: cache.file("deep/er")).sorted()
    #expect(names.count == 2 && names[0].hasPrefix("radiomics-grid-"), "\(names)")
  }

  @Test func cancellationWithoutCacheSaysSo() {
    let error = #expect(throws: RadiomicsError.self) {
      try RadiomicsBaseline(configuration()).run(isCancelled: { true })
    }
    #expect(error?.code == .cancelled && error?.message.contains("Nothing was kept") == true)
  }

  /// What is in the cache is used, what is damaged is not, and either is no reason to fail.
  @Test func cacheIsUsedAndDamageIsNot() throws {
    let cache = TemporaryDirectory()
    let whole = try RadiomicsBaseline(configuration(cache: cache.path)).run()
    let grid = try #require(cache.names.first { $0.hasPrefix("radiomics-grid-") })

    let bytes = try cache.read("radiomics.features")
    let rows = try #require(FeatureFile.parse(bytes))
    #expect(rows.count == 150)
    let alike = rows.mapValues { _ in FeatureRow([1]) }
    try cache.write(FeatureFile.serialized(alike), to: "radiomics.features")
    let blind = try RadiomicsBaseline(configuration(cache: cache.path)).run()
    #expect(Set(blind.variants[2].scores).count == 1, "every image has the same features")

    try cache.write(Array(bytes.dropLast(3)), to: "radiomics.features")
    try cache.write("[{", to: grid)
    let notices = Mutex(0)
    let again = try RadiomicsBaseline(configuration(cache: cache.path)).run(onEvent: { event in
      if case .notice(let sentence) = event {
        notices.withLock { $0 += 1 }
        #expect(sentence.contains("damaged"))
      }
    })
    #expect(again == whole && notices.withLock { $0 } == 2)
    #expect(try cache.read("radiomics.features") == bytes)
  }
}
