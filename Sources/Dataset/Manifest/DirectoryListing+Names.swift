import Files

extension DirectoryListing {
  /// `entries`, with the data set's own error.
  static func names(in path: String) throws(DatasetError) -> [String] {
    do throws(FileError) {
      return try entries(in: path)
    } catch {
      throw DatasetError(unreadable: error)
    }
  }
}
