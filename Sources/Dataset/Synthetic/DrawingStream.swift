/// The names of the random streams of one picture, so that a change to one part of the drawing leaves
/// the others as they were.
enum DrawingStream {
  static let traits: UInt64 = 1
  static let patient: UInt64 = 2
  static let skin: UInt64 = 3
  static let outline: UInt64 = 4
  static let pigment: UInt64 = 5
  static let artefacts: UInt64 = 6
  static let camera: UInt64 = 7
}
