/// The media types of what a web app consists of.
enum AppMediaType {
  private static let byExtension = [
    "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8", "mjs": "text/javascript; charset=utf-8",
    "json": "application/json", "map": "application/json",
    "webmanifest": "application/manifest+json", "wasm": "application/wasm",
    "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg",
    "ico": "image/x-icon", "txt": "text/plain; charset=utf-8",
    "md": "text/markdown; charset=utf-8", "woff2": "font/woff2",
  ]

  /// Bytes of no known kind are no page and no program: browsers may not guess otherwise.
  static func of(_ path: String) -> String {
    guard let dot = path.lastIndex(of: ".") else { return "application/octet-stream" }
    let ending = path[path.index(after: dot)...].lowercased()
    return byExtension[ending] ?? "application/octet-stream"
  }
}
