import ArgumentParser
import Dataset

/// The labelled images of a command that cannot do without.
struct DataOptions: ParsableArguments {
  @OptionGroup var place: DataPlace

  func validate() throws {
    guard place.isGiven else { throw DataPlace.missing }
  }

  /// What the user called the data, for messages and records.
  var name: String { place.name }

  /// The options as they were given, for the next command that a user may want to type.
  var words: String { place.words }

  /// Reads the labels and reports on standard error every row that cannot be used.
  func manifest() throws -> Manifest { try place.manifest() }
}

extension Manifest {
  /// Every problem with a row, after the name of the file it is in.
  var problemLines: [String] { problems.map { "\(location.labels), \($0)" } }

  /// Whether some row could not be used at all.
  var leavesRowsOut: Bool { problems.contains(where: \.kind.leavesRowOut) }
}
