import NIOCore
import Server
import Testing

@Suite("Times of a connection")
struct ConnectionWatchTests {
  private static let limits: ServerLimits = {
    var limits = ServerLimits()
    limits.idle = .seconds(10)
    limits.request = .seconds(30)
    limits.stall = .seconds(20)
    return limits
  }()

  private static func at(_ seconds: Int64) -> NIODeadline {
    .uptimeNanoseconds(1_000_000_000_000) + .seconds(seconds)
  }

  private func watch() -> ConnectionWatch { ConnectionWatch(Self.limits, openedAt: Self.at(0)) }

  @Test func headsHaveToComeInTime() {
    var watch = watch()
    #expect(watch.step(at: Self.at(9)) == .wait(until: Self.at(10)))
    #expect(watch.step(at: Self.at(10)) == .close)
  }

  /// Where connections are short, those that ask for nothing go first, and no others.
  @Test func crowds() {
    var watch = watch()
    #expect(watch.step(at: Self.at(1), isCrowded: true) == .wait(until: Self.at(2)))
    #expect(watch.step(at: Self.at(3)) == .wait(until: Self.at(10)))
    #expect(watch.step(at: Self.at(3), isCrowded: true) == .close)
    var busy = self.watch()
    busy.headArrived(at: Self.at(1))
    for second: Int64 in [4, 12] {
      #expect(busy.step(at: Self.at(second), isCrowded: true) != .close)
    }
  }

  @Test func anAnswerMayTakeAsLongAsItTakes() {
    var watch = watch()
    watch.headArrived(at: Self.at(1))
    watch.bodyEnded()
    for second: Int64 in [11, 31, 300] {
      #expect(watch.step(at: Self.at(second)) == .wait(until: Self.at(second + 10)))
    }
    watch.answerEnded(at: Self.at(300))
    #expect(!watch.isLingering)
    #expect(watch.step(at: Self.at(309)) == .wait(until: Self.at(310)))
    #expect(watch.step(at: Self.at(310)) == .close)
  }

  @Test func slowBodiesAreReportedOnceAndThenEnded() {
    var watch = watch()
    watch.headArrived(at: Self.at(1))
    #expect(watch.step(at: Self.at(25)) == .wait(until: Self.at(31)))
    #expect(watch.step(at: Self.at(31)) == .reportSlowBody)
    #expect(watch.endsWithThisAnswer)
    #expect(watch.step(at: Self.at(31)) == .wait(until: Self.at(36)))
    #expect(watch.step(at: Self.at(36)) == .close)
  }

  @Test func aRefusalBeforeTheBodyEndsTheConnection() {
    var watch = watch()
    watch.headArrived(at: Self.at(1))
    watch.handedOver(at: Self.at(2))
    watch.answerEnded(at: Self.at(2))
    watch.sent(at: Self.at(2))
    #expect(watch.isLingering)
    #expect(watch.step(at: Self.at(3)) == .wait(until: Self.at(4)))
    #expect(watch.step(at: Self.at(4)) == .close)
  }

  @Test func answersThatNobodyTakes() {
    var watch = watch()
    watch.headArrived(at: Self.at(1))
    watch.bodyEnded()
    watch.handedOver(at: Self.at(2))
    #expect(watch.step(at: Self.at(21)) == .wait(until: Self.at(22)))
    watch.handedOver(at: Self.at(21))
    #expect(watch.step(at: Self.at(22)) == .close)
    watch.sent(at: Self.at(22))
    #expect(watch.step(at: Self.at(23)) == .wait(until: Self.at(33)))
  }

  @Test func theNextRequestMayComeWhileOneIsAnswered() {
    var watch = watch()
    watch.headArrived(at: Self.at(1))
    watch.bodyEnded()
    watch.headArrived(at: Self.at(2))
    #expect(!watch.endsWithThisAnswer)
    watch.answerEnded(at: Self.at(3))
    #expect(!watch.isLingering && watch.endsWithThisAnswer)
  }

  @Test func whatIsNotHTTPEndsTheConnection() {
    var watch = watch()
    watch.broke()
    watch.answerEnded(at: Self.at(1))
    #expect(watch.isLingering)
    #expect(watch.step(at: Self.at(3)) == .close)
  }
}
