/// One of those who work together in `Crew.run`.
public struct CrewMember: Sendable {
  /// 0..<`count`; the calling thread is 0.
  public let index: Int
  /// How many there are.
  public let count: Int
  private let meeting: CrewMeeting

  init(index: Int, count: Int, meeting: CrewMeeting) {
    self.index = index
    self.count = count
    self.meeting = meeting
  }

  /// Returns once every member has called it or has finished. What they wrote before can then be read.
  public func meet() { meeting.meet() }
}
