/// What is wrong inside an HDF5 file; the path of the file is added by whoever asked for it.
package struct HDF5Problem: Error, CustomStringConvertible {
  package enum Kind: Sendable {
    /// The library gave up on it, or it contradicts itself.
    case damaged
    /// It would lead out of the file, or ask for more than any weights need.
    case refused
  }

  package let kind: Kind
  package let description: String

  package init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }
}
