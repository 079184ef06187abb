/// What is expected of a picture, by the words of a list of them.
public enum Expectation: String, CaseIterable, Sendable, Encodable {
  /// It can be judged, and is.
  case accept
  /// It is to be taken again.
  case rejectQuality = "reject_quality"
  /// It is to be taken again, since it shows something else.
  case rejectNotALesion = "reject_not_lesion"
  /// It is read, whatever is said of it.
  case decode
  /// It is read, and turned upright.
  case decodeRotated = "decode_rotated"
  /// It is read, or refused in words.
  case decodeOrError = "decode_or_clear_error"
  /// It cannot be read, which is said.
  case error
  /// It cannot be read, or is to be taken again.
  case errorOrReject = "error_or_reject"
  /// Something about it is refused or advised against.
  case warn

  /// Whether an answer is the expected one.
  package func isMet(by answer: PictureAnswer) -> Bool {
    switch self {
    case .accept: answer.verdict == .refer || answer.verdict == .noSign
    case .rejectQuality, .rejectNotALesion: answer.verdict == .retake
    case .decode: answer.verdict != nil
    case .decodeRotated: answer.verdict != nil && answer.wasTurned
    case .decodeOrError: answer.verdict != nil || answer.error?.isEmpty == false
    case .error: answer.error?.isEmpty == false
    case .errorOrReject: answer.error?.isEmpty == false || answer.verdict == .retake
    case .warn: answer.verdict == .retake || !answer.hints.isEmpty
    }
  }
}
