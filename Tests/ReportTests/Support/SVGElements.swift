import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// The elements of an XML document; parsing it is the test that it is one.
final class SVGElements: NSObject, XMLParserDelegate {
  struct Malformed: Error, CustomStringConvertible {
    let description: String
  }

  private(set) var root: String?
  /// Each polyline's points as pairs.
  private(set) var polylines: [[[Double]]] = []
  /// Values of `id` attributes.
  private(set) var identifiers: [String] = []
  /// Identifiers that links and descriptions within the document point to.
  private(set) var references: [String] = []
  private var counts: [String: Int] = [:]

  init(parsing text: String) throws {
    super.init()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = self
    guard parser.parse() else {
      throw Malformed(
        description: "line \(parser.lineNumber): \(String(describing: parser.parserError))")
    }
  }

  func count(of name: String) -> Int { counts[name] ?? 0 }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    root = root ?? name
    counts[name, default: 0] += 1
    if let id = attributes["id"] { identifiers.append(id) }
    if let link = attributes["href"], link.hasPrefix("#") {
      references.append("\(link.dropFirst())")
    }
    if let labels = attributes["aria-labelledby"] {
      references += labels.split(separator: " ").map(String.init)
    }
    guard name == "polyline", let points = attributes["points"] else { return }
    polylines.append(
      points.split(separator: " ").map { $0.split(separator: ",").compactMap { Double($0) } })
  }
}
