import Dataset
import LesionImage

/// What was said of every picture as it is and in each step of each kind.
public struct StudyAnswers: Sendable {
  struct Picture: Sendable {
    let record: LesionRecord
    /// As it is, then each step of each kind.
    let observations: [Observation]
  }

  let pictures: [Picture]
  let kinds: [DegradationKind]

  /// Of the pictures as they are.
  var good: [Observation] { pictures.map { $0.observations[0] } }

  /// Of each step of each kind.
  var degraded: [(kind: DegradationKind, steps: [[Observation]])] {
    var column = 1
    return kinds.map { kind in
      let columns = column..<(column + kind.steps.count)
      column = columns.upperBound
      return (kind, columns.map { column in pictures.map { $0.observations[column] } })
    }
  }

  /// The head of the table below.
  public static var head: [String] {
    ["image_name", "target", "kind", "amount", "risk", "issues"]
      + QualityMeasure.allCases.map { "\($0)" }
  }

  /// One row a picture and state; kind and amount are empty for pictures as they are, and issues are
  /// separated by spaces.
  public var rows: [[String]] {
    let states =
      [("", "")] + kinds.flatMap { kind in kind.steps.map { (kind.rawValue, "\($0)") } }
    return pictures.flatMap { picture in
      zip(states, picture.observations).map { state, observation in
        [
          picture.record.imageName, picture.record.isMalignant ? "1" : "0", state.0, state.1,
          "\(observation.risk)", observation.issues.names.joined(separator: " "),
        ] + observation.measures.map { "\($0)" }
      }
    }
  }
}
