import ImageCodec
import LesionImage
import Screening

/// What is said of one picture file.
public struct PictureAnswer: Sendable, Equatable {
  /// nil where the file could not be read.
  public let verdict: Verdict?
  /// What it was refused for.
  public let issues: QualityIssues
  /// What is advised against.
  public let hints: QualityIssues
  /// Whether the camera had noted that it is not upright.
  public let wasTurned: Bool
  /// Why it could not be read.
  public let error: String?

  package init(
    verdict: Verdict?, issues: QualityIssues = [], hints: QualityIssues = [],
    wasTurned: Bool = false, error: String? = nil
  ) {
    self.verdict = verdict
    self.issues = issues
    self.hints = hints
    self.wasTurned = wasTurned
    self.error = error
  }

  /// Reads and judges a file on the road of `lentigo diagnose`.
  init(of path: String, by screener: Screener) {
    do throws(ImageCodecError) {
      let decoded = try ImageCodec.decode(
        contentsOfFile: path, minimumSide: screener.model.preprocessing.minimumSide)
      let result = screener.screen(
        decoded.image, sourceWidth: decoded.sourceWidth, sourceHeight: decoded.sourceHeight)
      self.init(
        verdict: result.verdict, issues: result.quality.issues, hints: result.quality.hints,
        wasTurned: decoded.orientation != .up)
    } catch {
      self.init(verdict: nil, error: error.message)
    }
  }
}
