import ArgumentParser
import Training

/// What `calibrate` makes of a model's detector of pictures without a lesion.
struct NoveltyOptions: ParsableArguments {
  enum Choice: String, CaseIterable, ExpressibleByArgument {
    case limit, fit, keep, remove
  }

  @Option(
    help: ArgumentHelp(
      "What tells pictures without a lesion: a new limit, a new fit, the old one, or nothing.",
      discussion: """
        limit, the default, lets --novelty-percentile of 100 of these images pass, where the model can tell \
        such pictures. fit learns what lesions look like anew, from the model's training images in the data \
        set, or from half of these images where it has hardly any there; for models that cannot tell yet, \
        too.
        """))
  var novelty: Choice?

  @Option(
    help: ArgumentHelp(
      "Of 100 new lesions like these, so many are judged and the others refused.",
      valueName: "percent"))
  var noveltyPercentile: Double = NoveltyPolicy.standard.percentile

  func validate() throws {
    guard (50..<100).contains(noveltyPercentile) else {
      throw ValidationError("--novelty-percentile must be at least 50 and below 100, such as 99")
    }
  }

  /// The change, once scoring the images has measured how far they lie.
  ///
  /// - Parameters:
  ///   - selection: the images that were scored.
  ///   - files: what came out.
  ///   - name: what the file calls the images.
  /// - Throws: `TrainingError`; `RefusedMeasurement` where there are too few images for what was asked.
  func change(
    to loaded: ModelLoader.Loaded, by selection: EvaluationSelection, scored files: [ScoredFile],
    name: String, threads: Int?
  ) throws -> NoveltyChange {
    switch novelty ?? .limit {
    case .keep: return .keep
    case .remove: return .remove
    case .limit:
      guard loaded.model.novelty != nil else {
        guard novelty == nil else { throw Self.nothingToLimit }
        return .keep
      }
      let distances = files.compactMap(\.novelty)
      let limit = ModelMetadata.Novelty.Limit(of: distances, by: policy, chosenOn: name)
      guard distances.count >= NoveltyPolicy.fewestImages, let limit else {
        guard novelty == nil else { throw Self.tooFew(distances.count) }
        StandardError.report(
          "too few images to say how unlike a lesion a picture may be: that limit stays as it was")
        return .keep
      }
      return .limit(limit)
    case .fit:
      let (here, all) = (selection.trainingCount, loaded.provenance.trainingImages.count)
      // A tenth may well be missing or damaged; more is another data set.
      if 10 * here < 9 * all {
        StandardError.report(
          "only \(Numbers.grouped(here)) of the \(Numbers.grouped(all)) images that trained the model are "
            + "here: lesions like the others may be refused")
      }
      return .replace(try fitted(loaded, NoveltyImages(selection, name: name), threads))
    }
  }

  private var policy: NoveltyPolicy { NoveltyPolicy(percentile: noveltyPercentile) }

  private func fitted(
    _ loaded: ModelLoader.Loaded, _ images: NoveltyImages, _ threads: Int?
  ) throws -> FittedNovelty {
    let bar = ProgressBar("Learning what lesions look like")
    defer { bar.clear() }
    let fitter = NoveltyFitter(
      of: loaded.model, weights: loaded.file, policy: policy, threads: threads)
    let fitted = try fitter.fit(
      to: images.learnt, limitedBy: images.measured, isCancelled: { Interrupt.isRaised },
      onEvent: { event in
        if case .fittingNovelty(let done, let total) = event { bar.update(done, of: total) }
      })
    guard let fitted else { throw Self.tooFew(images.fewest) }
    return fitted
  }

  private static let nothingToLimit = RefusedMeasurement(
    "The model cannot tell pictures without a lesion, so that there is nothing to limit: teach it with "
      + "--novelty fit.")

  private static func tooFew(_ count: Int) -> RefusedMeasurement {
    RefusedMeasurement(
      "\(Numbers.grouped(count)) images are too few to say how unlike a lesion a picture may be: it takes "
        + "\(NoveltyPolicy.fewestImages), and as many others to learn from. Use more images, or "
        + "--novelty keep.")
  }
}
