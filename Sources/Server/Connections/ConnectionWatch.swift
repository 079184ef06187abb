import NIOCore

/// The times of one connection, and what is to be done when one of them is up.
///
/// A client that sends a byte now and then, or takes none of its answer, holds a connection and perhaps
/// memory. So what counts is not when it last did something, but when something has to be complete: the
/// head of a request, its body, and each piece of an answer.
package struct ConnectionWatch {
  /// What a look at the clock leads to.
  package enum Step: Equatable {
    case wait(until: NIODeadline)
    /// Tell whoever reads the body, who then answers.
    case reportSlowBody
    case close
  }

  /// How long the other side may go on sending once it was answered with a refusal: enough to take the
  /// refusal in, which a connection closed on bytes that nobody read would lose.
  package static let lingering = TimeAmount.seconds(2)
  /// How long a connection may go without asking for anything while few more can be opened: those who
  /// hold them open for nothing would keep out everybody else.
  package static let hurry = TimeAmount.seconds(2)
  /// From the report of a slow body to the connection's end, where nobody answers.
  package static let answering = TimeAmount.seconds(5)

  private let idle: TimeAmount
  private let request: TimeAmount
  private let stall: TimeAmount

  private var openRequests = 0
  private var isBodyArriving = false
  private var isSlowBodyReported = false
  private var isBroken = false
  private var bodyDeadline = NIODeadline.distantFuture
  private var closing: NIODeadline?
  private var quietSince: NIODeadline
  private var unsentPieces = 0
  private var lastSent: NIODeadline

  package init(_ limits: ServerLimits, openedAt now: NIODeadline) {
    idle = TimeAmount(limits.idle)
    request = TimeAmount(limits.request)
    stall = TimeAmount(limits.stall)
    quietSince = now
    lastSent = now
  }

  /// Whether all is said, and what still comes is thrown away.
  package var isLingering: Bool { closing != nil }

  /// Whether the connection cannot be used again after the answer that is being given: the rest of a
  /// body would have to be read first, or what came was not HTTP.
  package var endsWithThisAnswer: Bool { isBodyArriving && openRequests <= 1 || isBroken }

  package mutating func headArrived(at now: NIODeadline) {
    openRequests += 1
    isBodyArriving = true
    isSlowBodyReported = false
    bodyDeadline = now + request
  }

  package mutating func bodyEnded() { isBodyArriving = false }

  /// What came was not HTTP.
  package mutating func broke() { isBroken = true }

  package mutating func answerEnded(at now: NIODeadline) {
    if endsWithThisAnswer { closing = now + Self.lingering }
    openRequests = max(openRequests - 1, 0)
    quietSince = now
  }

  package mutating func handedOver(at now: NIODeadline) {
    if unsentPieces == 0 { lastSent = now }
    unsentPieces += 1
  }

  package mutating func sent(at now: NIODeadline) {
    unsentPieces -= 1
    lastSent = now
    quietSince = now
  }

  /// What is to be done now. A slow body is reported once.
  ///
  /// - Parameter isCrowded: whether connections are short.
  package mutating func step(at now: NIODeadline, isCrowded: Bool = false) -> Step {
    let idle = isCrowded ? min(idle, Self.hurry) : idle
    var next = now + idle
    func isDue(_ deadline: NIODeadline) -> Bool {
      if now >= deadline { return true }
      next = min(next, deadline)
      return false
    }
    if unsentPieces > 0 {
      if isDue(lastSent + stall) { return .close }
    } else if let closing {
      if isDue(closing) { return .close }
    } else if openRequests == 0, isDue(quietSince + idle) {
      return .close
    }
    if isBodyArriving, closing == nil {
      if isSlowBodyReported {
        if isDue(bodyDeadline + Self.answering) { return .close }
      } else if isDue(bodyDeadline) {
        isSlowBodyReported = true
        return .reportSlowBody
      }
    }
    return .wait(until: next)
  }
}
