import Files
import Foundation
import ImageCodec
import Synchronization

/// Reads, hashes and decodes image files from many threads with a bound on the memory they take.
///
/// Pictures of up to 25 million pixels decode side by side. A PNG with transparency takes 7 bytes a
/// pixel, hence 175 MB a thread at most; a JPEG takes 3, and mostly a small part of that, since it is
/// decoded at a fraction of its size. Larger pictures decode one at a time.
package final class ImageReader: Sendable {
  struct Reading: Sendable {
    /// Nil where the file could not even be read.
    var hash: ContentHash?
    var result: Result<DecodedImage, ImageCodecError>
  }

  private static let sideBySidePixels = 25_000_000

  private let paths: [String]
  private let minimumSide: Int
  private let limits: DecodingLimits
  private let oneAtATime = Mutex(())

  /// - Parameter minimumSide: as of `ImageCodec.decode`.
  package init(paths: [String], minimumSide: Int, limits: DecodingLimits = .default) {
    self.paths = paths
    self.minimumSide = minimumSide
    self.limits = limits
  }

  /// The picture in the file at `index`.
  ///
  /// - Throws: as `ImageCodec.decode(contentsOfFile:)`, also where the picture was large.
  package func decode(_ index: Int) throws(ImageCodecError) -> DecodedImage {
    try bounded { limits throws(ImageCodecError) in
      try ImageCodec.decode(
        contentsOfFile: paths[index], limits: limits, minimumSide: minimumSide)
    }
  }

  /// The picture and the hash of the file at `index`.
  func read(_ index: Int) -> Reading {
    let path = paths[index]
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try FileBytes.read(path, maximumCount: limits.maximumBytes)
    } catch {
      return Reading(hash: nil, result: .failure(Self.codecError(error)))
    }
    return Reading(
      hash: ContentHash(of: bytes),
      result: Result { () throws(ImageCodecError) in
        try bounded { limits throws(ImageCodecError) in
          try ImageCodec.decode(bytes, limits: limits, minimumSide: minimumSide)
        }
      })
  }

  /// Tries to decode within the limits for many threads; a larger picture waits for its turn.
  private func bounded(
    _ decode: (DecodingLimits) throws(ImageCodecError) -> DecodedImage
  ) throws(ImageCodecError) -> DecodedImage {
    var sideBySide = limits
    sideBySide.maximumPixels = min(limits.maximumPixels, Self.sideBySidePixels)
    do throws(ImageCodecError) {
      return try decode(sideBySide)
    } catch {
      guard error.code == .tooLarge, limits.maximumPixels > Self.sideBySidePixels else {
        throw error
      }
    }
    return try oneAtATime.withLock { _ in
      Result { () throws(ImageCodecError) in
        try decode(limits)
      }
    }.get()
  }

  private static func codecError(_ error: FileError) -> ImageCodecError {
    let code: ImageCodecError.Code =
      switch error.code {
      case .notFound, .notDirectory: .notFound
      case .isDirectory, .notRegularFile: .notAFile
      case .tooLarge: .tooLarge
      default: .unreadable
      }
    return ImageCodecError(code, error.reasonAndRemedy, path: error.path)
  }
}
