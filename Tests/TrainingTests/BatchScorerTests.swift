import ImageCodec
import Screening
import Synchronization
import Testing
import Training

@Suite("Batch scorer")
struct BatchScorerTests {
  private let study: SmallStudy
  private let model: ScreeningModel
  private let files: [String]

  init() throws {
    let study = try SmallStudy()
    model = try ScreeningModel(modelFile: WholeTraining.shared().bytes)
    files = (0..<SmallStudy.imageCount).map {
      study.folder.file("images/\(SmallStudy.name($0)).png")
    }
    self.study = study
  }

  @Test func scoresComeInOrderWhateverTheThreads() throws {
    let alone = Screener(model)
    let expected = try files.map { alone.score(try ImageCodec.decode(contentsOfFile: $0).image) }
    for threads in [1, 3] {
      let scored = BatchScorer(model, threads: threads).score(files)
      #expect(scored.map(\.path) == files)
      #expect(try scored.map { try $0.score.get() } == expected)
    }
  }

  @Test func unreadableFilesDoNotStopTheOthers() throws {
    try study.folder.write([0xFF, 0xD8, 1], to: "broken.jpg")
    let mixed = [
      study.folder.file("broken.jpg"), files[0], study.folder.file("none.png"), files[1],
    ]
    let scored = BatchScorer(model).score(mixed)
    #expect(scored.map { (try? $0.score.get()) != nil } == [false, true, false, true])
    #expect(scored.map(\.path) == mixed)
    if case .failure(let error) = scored[2].score {
      #expect(error.code == .notFound)
    }
  }

  @Test func progressCountsEveryFile() {
    let seen = Mutex<[Int]>([])
    _ = BatchScorer(model, threads: 3).score(files) { done in seen.withLock { $0.append(done) } }
    #expect(seen.withLock { $0 } == Array(1...files.count))
  }

  @Test func cancellationKeepsWhatIsDone() {
    let steps = StepCounter()
    let scored = BatchScorer(model, threads: 1).score(files) { _ in
      steps.add()
    } isCancelled: {
      steps.count >= 5
    }
    #expect(scored.map(\.path) == Array(files[..<5]))
    #expect(BatchScorer(model).score([]).isEmpty)
  }
}
