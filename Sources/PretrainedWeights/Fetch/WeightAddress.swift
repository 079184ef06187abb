import Foundation

/// Addresses of files to fetch.
enum WeightAddress {
  /// The address of `path` below `base`, which may end with a slash or without one.
  ///
  /// - Throws: `WeightStoreError` where that is no http or https address.
  static func address(of path: String, below base: String) throws(WeightStoreError) -> URL {
    let start = base.hasSuffix("/") ? base : base + "/"
    guard let url = URL(string: start + path), isWeb(url) else {
      throw WeightStoreError(
        .invalidAddress,
        "'\(base)' is no address to fetch from: give one with http:// or https://.")
    }
    return url
  }

  static func isWeb(_ url: URL?) -> Bool {
    guard let url, let host = url.host, !host.isEmpty else { return false }
    return ["http", "https"].contains(url.scheme?.lowercased())
  }
}
