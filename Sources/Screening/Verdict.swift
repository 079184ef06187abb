/// What a person is told about a picture.
public enum Verdict: UInt8, CaseIterable, Sendable {
  /// The risk reaches the model's threshold: show the lesion to a doctor.
  case refer
  /// The risk stays below the threshold. This is not an all-clear.
  case noSign
  /// The picture is too poor to judge: take another one.
  case retake

  /// The name in JSON and on the command line: `refer`, `no-sign` or `retake`.
  public var name: StaticString {
    switch self {
    case .refer: "refer"
    case .noSign: "no-sign"
    case .retake: "retake"
    }
  }
}

#if !hasFeature(Embedded)
  extension Verdict: CustomStringConvertible {
    public var description: String { "\(name)" }
  }
#endif
