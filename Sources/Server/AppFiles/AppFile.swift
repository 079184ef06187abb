import Hummingbird

/// One file of the web app, in memory as it was when the server started.
package struct AppFile: Sendable {
  /// Its bytes in one of the forms that can be sent, and the tag by which clients know them.
  package struct Form: Sendable {
    package let bytes: ByteBuffer
    /// With the quotes that belong to it.
    package let tag: String
  }

  package let mediaType: String
  package let plain: Form
  /// nil where no compressed copy lies beside the file.
  package let compressed: Form?
}
