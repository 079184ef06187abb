import Dataset
import Foundation
import TestSupport

/// What OpenCV, mahotas and NumPy make of a picture.
struct GoldenFeatures: Decodable {
  let grayHash, hsvHash: String
  let hu, haralick: [Double]
  /// Without the empty bins.
  let histogram: [String: Double]

  struct Real: Decodable {
    /// Of the decoded and resized pixels.
    let pixelHash: String
    let values: GoldenFeatures
  }

  struct File: Decodable {
    let latticeGrayHash, latticeHSVHash: String
    let synthetic: [String: GoldenFeatures]
    let real: [String: Real]
  }

  static let file = Result { try GoldenFile.json("features", in: .module, as: File.self) }

  static func hash(_ bytes: [UInt8]) -> String { ContentHash(of: bytes).description }
}
