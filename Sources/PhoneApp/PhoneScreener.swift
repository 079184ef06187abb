import CKernels
import LesionImage
import NeuralNetwork
import Screening

/// What the page has handed over, and what came out: one buffer, one model, one result.
enum PhoneScreener {
  /// Sides of a picture in pixels; browsers' canvases end at 32,767 too.
  private static let sides: ClosedRange<Int32> = 1...32767
  /// Pixels of a picture, as many as `lentigo diagnose` takes by default. Three bytes for each stay
  /// within `Int`, which has 32 bits here, and the picture and its copy within memory.
  private static let maximumPixels: Int64 = 100_000_000

  // The module runs on one thread: the page's worker.
  nonisolated(unsafe) private static var buffer: UnsafeMutableRawBufferPointer?
  nonisolated(unsafe) private static var screener: Screener?
  nonisolated(unsafe) private static var result: ScreeningResult?

  static var threshold: Float { screener?.model.threshold ?? .nan }
  static var risk: Float { result?.risk ?? .nan }
  static var issues: Int32 { Int32(result?.quality.issues.rawValue ?? 0) }

  static var input: UnsafeRawPointer? {
    screener?.preparedInput.baseAddress.map { UnsafeRawPointer($0) }
  }

  /// Gives the buffer back, then takes another one.
  static func takeBuffer(_ count: Int32) -> UnsafeMutableRawPointer? {
    buffer?.deallocate()
    buffer = nil
    guard count > 0, let fresh = lentigo_heap_allocate(Int(count)) else { return nil }
    buffer = UnsafeMutableRawBufferPointer(start: fresh, count: Int(count))
    return fresh
  }

  /// A refused file leaves the model that was there before.
  static func load() -> LoadStatus {
    guard let file = buffer else { return .emptyBuffer }
    let bytes = [UInt8](file)
    _ = takeBuffer(0)
    do throws(ModelError) {
      screener = Screener(try ScreeningModel(modelFile: bytes))
      result = nil
      return .loaded
    } catch {
      return LoadStatus(error)
    }
  }

  /// The verdict, or -1 where there is no model or no such picture in the buffer; no result is
  /// left then.
  static func screen(_ width: Int32, _ height: Int32) -> Int32 {
    result = nil
    guard let screener, let picture = picture(width, height) else { return -1 }
    let judged = screener.screen(picture)
    result = judged
    return Int32(judged.verdict.rawValue)
  }

  static func logit(_ width: Int32, _ height: Int32) -> Float {
    guard let screener, let picture = picture(width, height) else { return .nan }
    return screener.logit(picture)
  }

  /// The buffer as a picture, where it has exactly the size of one.
  private static func picture(_ width: Int32, _ height: Int32) -> RGBImage? {
    guard let buffer, sides.contains(width), sides.contains(height),
      Int64(width) * Int64(height) <= maximumPixels,
      3 * Int64(width) * Int64(height) == Int64(buffer.count)
    else { return nil }
    return RGBImage(width: Int(width), height: Int(height), pixels: [UInt8](buffer))
  }
}
