import CKernels
import LesionImage
import NeuralNetwork
import Screening

/// What the page has handed over, and what came out: one buffer, one model, one result.
enum PhoneScreener {
  /// Sides of a picture in pixels; browsers' canvases end at 32,767 too.
  private static let sides: ClosedRange<Int32> = 1...32767
  /// Pixels of a picture, as many as `lentigo diagnose` takes by default. Four bytes for each stay
  /// within `Int`, which has 32 bits here, and within memory.
  private static let maximumPixels: Int64 = 100_000_000

  // The module runs on one thread: the page's worker.
  nonisolated(unsafe) private static var buffer: UnsafeMutableRawBufferPointer?
  nonisolated(unsafe) private static var screener: Screener?
  nonisolated(unsafe) private static var result: ScreeningResult?
  nonisolated(unsafe) private static var quality: QualityReport?
  /// Whether the network has seen a picture since the last one was forgotten.
  nonisolated(unsafe) private static var hasSeen = false
  nonisolated(unsafe) private static var map: (values: UnsafeMutablePointer<Float>, Int32, Int32)?

  static var threshold: Float { screener?.model.threshold ?? .nan }
  static var risk: Float { result?.risk ?? .nan }
  static var issues: Int32 { Int32(result?.quality.issues.rawValue ?? 0) }
  static var mapWidth: Int32 { map?.1 ?? 0 }
  static var mapHeight: Int32 { map?.2 ?? 0 }

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
      forget()
      return .loaded
    } catch {
      return LoadStatus(error)
    }
  }

  /// The verdict, or -1 where there is no model or no such picture in the buffer; no result is
  /// left then.
  static func screen(_ width: Int32, _ height: Int32, _ channels: Int32) -> Int32 {
    forget()
    guard let screener, let picture = picture(width, height, channels) else { return -1 }
    let judged = screener.screen(picture)
    hasSeen = true
    result = judged
    quality = judged.quality
    return Int32(judged.verdict.rawValue)
  }

  /// The hints, or -1 where there is no such picture in the buffer. What was screened last stays.
  static func assess(_ width: Int32, _ height: Int32, _ channels: Int32) -> Int32 {
    quality = nil
    guard let picture = picture(width, height, channels) else { return -1 }
    let report = ImageQuality.assess(picture)
    quality = report
    return Int32(report.hints.rawValue)
  }

  static func measure(_ index: Int32) -> Float {
    guard let quality, let measure = QualityMeasure(rawValue: Int(index)) else { return .nan }
    return quality[measure]
  }

  /// The map's values, which stay in memory until the next picture.
  static func makeMap() -> UnsafePointer<Float>? {
    if map == nil, hasSeen, let made = screener?.activationMap() {
      let values = UnsafeMutableBufferPointer<Float>.allocate(capacity: made.values.count)
      _ = values.initialize(from: made.values)
      map = values.baseAddress.map { ($0, Int32(made.width), Int32(made.height)) }
    }
    return map.map { UnsafePointer($0.values) }
  }

  /// What was screened last stays, but for its map: the network's memory is another picture's now.
  static func logit(_ width: Int32, _ height: Int32, _ channels: Int32) -> Float {
    guard let screener, let picture = picture(width, height, channels) else { return .nan }
    forgetMap()
    hasSeen = true
    return screener.logit(picture)
  }

  /// Leaves nothing of the picture before.
  private static func forget() {
    result = nil
    quality = nil
    hasSeen = false
    forgetMap()
  }

  private static func forgetMap() {
    map?.values.deallocate()
    map = nil
  }

  /// The buffer as a picture, where it has exactly the size of one.
  private static func picture(
    _ width: Int32, _ height: Int32, _ channels: Int32
  ) -> PictureView? {
    guard let buffer, sides.contains(width), sides.contains(height),
      Int64(width) * Int64(height) <= maximumPixels,
      let channels = PictureView.Channels(rawValue: Int(channels))
    else { return nil }
    return PictureView(
      width: Int(width), height: Int(height), channels: channels,
      bytes: UnsafeRawBufferPointer(buffer))
  }
}
