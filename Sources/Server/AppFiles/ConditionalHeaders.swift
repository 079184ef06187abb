/// `If-None-Match`: what a client has already.
package enum EntityTags {
  /// Whether a list of tags has this one, by the weak comparison of RFC 9110, section 13.1.2.
  ///
  /// - Parameter list: such as `"one", W/"two"`, or `*`; nil where there is no such header.
  package static func contain(_ tag: String, in list: String?) -> Bool {
    guard let list else { return false }
    // None of our tags has a comma in it.
    return list.split(separator: ",").contains { entry in
      let entry = entry.withoutBlanks
      return entry == "*" || entry == tag || entry == "W/" + tag
    }
  }
}

/// `Accept-Encoding`: in which forms a client takes an answer.
package enum AcceptedEncoding {
  /// Whether gzip is one of them. A weight of 0 refuses it (RFC 9110, section 12.5.3).
  package static func takesGzip(_ header: String?) -> Bool {
    guard let header else { return false }
    var takesAnything = false
    for entry in header.lowercased().split(separator: ",") {
      let parts = entry.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
      guard let name = parts.first else { continue }
      let weight =
        parts.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
      if name == "gzip" || name == "x-gzip" { return weight > 0 }
      if name == "*" { takesAnything = weight > 0 }
    }
    return takesAnything
  }
}
