import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Ends connections that take too long, each of them by itself, below everything that reads requests.
///
/// It also closes a connection whose request was answered before all of its body was there: reading on
/// only to throw away would let anybody send for ever.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private var watch: ConnectionWatch
  private let connections: OpenConnections
  private var alarm: Scheduled<Void>?
  private var alarmTime = NIODeadline.distantFuture

  init(_ limits: ServerLimits, _ connections: OpenConnections) {
    watch = ConnectionWatch(limits, openedAt: .now())
    self.connections = connections
  }

  func handlerAdded(context: ChannelHandlerContext) {
    connections.add(context.channel)
    look(context)
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    connections.remove(context.channel)
    alarm?.cancel()
    alarm = nil
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !watch.isLingering else { return }
    switch unwrapInboundIn(data) {
    case .head: watch.headArrived(at: .now())
    case .body: break
    case .end: watch.bodyEnded()
    }
    context.fireChannelRead(data)
    if case .head = unwrapInboundIn(data) { look(context) }
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    context.fireChannelReadComplete()
    // Nobody above reads any more, and the end of what comes has to be seen.
    if watch.isLingering { context.read() }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    watch.broke()
    context.fireErrorCaught(error)
  }

  func write(
    context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?
  ) {
    var data = data
    var isEnd = false
    switch unwrapOutboundIn(data) {
    case .head(var head) where head.status.kind != .informational:
      if watch.endsWithThisAnswer {
        head.headerFields[.connection] = "close"
        data = wrapOutboundOut(.head(head))
      }
    case .end:
      watch.answerEnded(at: .now())
      isEnd = true
    case .head, .body: break
    }
    watch.handedOver(at: .now())
    let sent = promise ?? context.eventLoop.makePromise()
    sent.futureResult.assumeIsolated().whenComplete { result in
      self.watch.sent(at: .now())
      guard case .success = result, isEnd, self.watch.isLingering else { return }
      self.linger(context)
    }
    context.write(data, promise: sent)
  }

  /// Says that no more will come, so that the other side reads its answer and goes.
  private func linger(_ context: ChannelHandlerContext) {
    context.close(mode: .output, promise: nil)
    context.read()
    look(context)
  }

  /// Does what is due, and sets the alarm for what is due next; an earlier one may stay. It goes off before
  /// that as well, since others may make this connection's time shorter.
  private func look(_ context: ChannelHandlerContext) {
    switch watch.step(at: .now(), isCrowded: connections.isCrowded) {
    case .wait(let due):
      let deadline = min(due, .now() + ConnectionWatch.hurry)
      guard alarm == nil || deadline < alarmTime else { return }
      alarm?.cancel()
      alarmTime = deadline
      alarm = context.eventLoop.assumeIsolated().scheduleTask(deadline: deadline) {
        self.alarm = nil
        self.look(context)
      }
    case .reportSlowBody:
      context.fireErrorCaught(SlowBody())
      look(context)
    case .close:
      context.close(promise: nil)
    }
  }
}

@available(*, unavailable)
extension ConnectionGuard: Sendable {}

/// What the reader of a body gets when its time is up.
struct SlowBody: Error {}
