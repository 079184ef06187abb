import Dataset

/// The images of a run that could be read, with their features.
struct RadiomicsImages: Sendable {
  /// Drawn from the development images.
  let examples: [(record: LesionRecord, hash: ContentHash?, row: FeatureRow)]
  /// Positions in the configuration's test images, with their features.
  let test: [(index: Int, row: FeatureRow)]
  /// By position in `development + test`.
  let unusable: [ImageFailure]

  /// Computes the features, or finds them in the cache.
  ///
  /// - Throws: `cancelled`, or `unusableData` where no test image can be read.
  init(
    _ configuration: RadiomicsConfiguration, isCancelled: @Sendable () -> Bool,
    onEvent: @escaping @Sendable (RadiomicsEvent) -> Void
  ) throws(RadiomicsError) {
    let drawn = ExampleDraw.draw(
      configuration.development, limit: configuration.exampleLimit, seed: configuration.seed)
    let records = drawn.map { configuration.development[$0] } + configuration.test
    let counter = ProgressCounter(total: records.count) {
      onEvent(.extracting(done: $0, total: $1))
    }
    let extraction = FeatureExtraction(
      paths: records.map(\.path),
      store: FeatureStore(folder: configuration.cacheFolder) { onEvent(.notice($0)) },
      workers: configuration.workers)
    let readings = try extraction.run(isCancelled: isCancelled) { counter.advance() }

    var examples: [(record: LesionRecord, hash: ContentHash?, row: FeatureRow)] = []
    var test: [(index: Int, row: FeatureRow)] = []
    var unusable: [ImageFailure] = []
    for (place, reading) in readings.enumerated() {
      let testIndex = place - drawn.count
      switch reading.result {
      case .success(let row) where testIndex < 0:
        examples.append((records[place], reading.hash, row))
      case .success(let row): test.append((testIndex, row))
      case .failure(let error):
        let index = testIndex < 0 ? drawn[place] : configuration.development.count + testIndex
        unusable.append(
          ImageFailure(index: index, path: records[place].path, message: error.message))
      }
    }
    guard !test.isEmpty else {
      throw RadiomicsError(
        .unusableData,
        "Not one of the \(configuration.test.count) test images can be read; the first is "
          + "\(configuration.test.first?.path ?? ""). Check the folder of images.")
    }
    self.examples = examples
    self.test = test
    self.unusable = unusable
  }
}
