import Foundation
import Report
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct ClassDistributionFigureTests {
  /// Heights of the bars by class, and every text, as an XML parser sees them.
  private final class Reader: NSObject, XMLParserDelegate {
    var heights: [String: Double] = [:]
    var texts: [String] = []
    private var text = ""

    func parser(
      _ parser: XMLParser, didStartElement element: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      text = ""
      if element == "rect", let series = attributes["class"], series.hasPrefix("bar"),
        let height = attributes["height"]
      {
        heights[series.hasSuffix("c0") ? "benign" : "malignant"] = Double(height)
      }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

    func parser(
      _ parser: XMLParser, didEndElement element: String, namespaceURI: String?,
      qualifiedName: String?
    ) {
      if element != "style" { texts.append(text) }
      text = ""
    }
  }

  private func read(_ figure: ClassDistributionFigure) throws -> Reader {
    let parser = XMLParser(data: Data(figure.drawing.svg.utf8))
    let reader = Reader()
    parser.delegate = reader
    try #require(parser.parse(), "\(String(describing: parser.parserError))")
    return reader
  }

  @Test func drawsBarsInProportionAndNamesThem() throws {
    let reader = try read(ClassDistributionFigure(benign: 2_516, malignant: 467))
    let benign = try #require(reader.heights["benign"])
    let malignant = try #require(reader.heights["malignant"])
    #expect(abs(malignant / benign - 467.0 / 2_516) < 0.001)
    #expect(benign <= 248)
    for text in ["2,516", "467", "benign", "malignant", "84.3 %", "15.7 %", "images"] {
      #expect(reader.texts.contains(text), "\(text)")
    }
  }

  @Test(arguments: [(0, 0), (1, 0), (0, 1), (32_542, 584), (10_000_000, 1)])
  func isValidForAnyCounts(benign: Int, malignant: Int) throws {
    let reader = try read(ClassDistributionFigure(benign: benign, malignant: malignant))
    for (name, count) in [("benign", benign), ("malignant", malignant)] {
      let height = try #require(reader.heights[name])
      #expect(count == 0 ? height == 0 : height >= 1.5)
      #expect(height <= 248)
    }
  }

  @Test func escapesTheTitle() throws {
    let reader = try read(ClassDistributionFigure(benign: 1, malignant: 1, title: "A < B & \"C\""))
    #expect(reader.texts.contains("A < B & \"C\""))
  }
}
