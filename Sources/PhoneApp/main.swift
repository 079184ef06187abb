// The functions that the web page calls: what `lentigo diagnose` does to a decoded picture, by the
// same code. Addresses and sizes are bytes in the module's memory.
//
// A picture is `width` x `height` pixels, upright, in rows without gaps; `channels` is 3 for red, green,
// blue, or 4 where a fourth byte follows that is passed over, as in a canvas. It stays in the buffer,
// where it is looked at in place.

import CKernels

/// Takes a buffer of `count` bytes, for the page to write a model file or a picture to; 0 where
/// there is no memory left. There is one buffer: the one before is given back.
@_expose(wasm, "lentigo_allocate") @_cdecl("lentigo_allocate")
public func allocate(_ count: Int32) -> UnsafeMutableRawPointer? {
  PhoneScreener.takeBuffer(count)
}

/// Loads the model file in the buffer, and gives the buffer back. Where memory ends on the way, the
/// call stops with a WebAssembly trap, here and in `lentigo_screen`: the page starts the module anew.
///
/// Returns 0, or why the file was refused (`LoadStatus`); the model before then stays in place.
@_expose(wasm, "lentigo_load") @_cdecl("lentigo_load")
public func load() -> Int32 { PhoneScreener.load().rawValue }

/// Judges the picture in the buffer.
///
/// Returns the verdict: 0 for refer, 1 for no sign, 2 for retake; -1 where no model is loaded or
/// the buffer does not hold exactly such a picture, of 100 million pixels at most.
@_expose(wasm, "lentigo_screen") @_cdecl("lentigo_screen")
public func screen(_ width: Int32, _ height: Int32, _ channels: Int32) -> Int32 {
  PhoneScreener.screen(width, height, channels)
}

/// Measures the picture in the buffer without judging it, such as a live one; no model is needed.
///
/// Returns what could be better: a raw value of `QualityIssues`, 0 for nothing; -1 where the buffer
/// does not hold such a picture.
@_expose(wasm, "lentigo_assess") @_cdecl("lentigo_assess")
public func assess(_ width: Int32, _ height: Int32, _ channels: Int32) -> Int32 {
  PhoneScreener.assess(width, height, channels)
}

/// The risk of melanoma in the picture screened last, 0...1; not a number where there is none.
@_expose(wasm, "lentigo_risk") @_cdecl("lentigo_risk")
public func risk() -> Float { PhoneScreener.risk }

/// Why the picture screened last is refused: the raw value of `QualityIssues`, 0 for nothing. From
/// bit 0: too small, too dark, too bright, flat, blurred, noisy, glare, colour cast, too far, off
/// centre, not a lesion.
@_expose(wasm, "lentigo_issues") @_cdecl("lentigo_issues")
public func issues() -> Int32 { PhoneScreener.issues }

/// A measure of the picture assessed or screened last, not a number where there is none. By `index`,
/// as in `QualityMeasure`: 0 shorter side in pixels, 1 bright level, 2 clipped share, 3 contrast,
/// 4 blur, 5 noise, 6 glare share, 7 colour cast, 8 lesion's share, 9 lesion's offset, 10 lesion's
/// contrast, 11 novelty, which is 0 where nothing was screened or the model cannot tell.
@_expose(wasm, "lentigo_measure") @_cdecl("lentigo_measure")
public func measure(_ index: Int32) -> Float { PhoneScreener.measure(index) }

/// The risk from which on the loaded model refers, 0...1; not a number where no model is loaded.
@_expose(wasm, "lentigo_threshold") @_cdecl("lentigo_threshold")
public func threshold() -> Float { PhoneScreener.threshold }

/// Where the network looked in the picture that it saw last: floats in rows, how much each place added
/// to the logit, above 0 what speaks for melanoma. Made when asked for; valid until the network sees
/// another picture. 0 where it saw none, or its output is not a number.
@_expose(wasm, "lentigo_map") @_cdecl("lentigo_map")
public func map() -> UnsafePointer<Float>? { PhoneScreener.makeMap() }

/// Columns of the map made last; 0 where there is none.
@_expose(wasm, "lentigo_map_width") @_cdecl("lentigo_map_width")
public func mapWidth() -> Int32 { PhoneScreener.mapWidth }

/// Rows of the map made last; 0 where there is none.
@_expose(wasm, "lentigo_map_height") @_cdecl("lentigo_map_height")
public func mapHeight() -> Int32 { PhoneScreener.mapHeight }

/// The network's output for the picture in the buffer, before it becomes a risk. For checks that
/// platforms agree; not a number where `screen` would return -1.
@_expose(wasm, "lentigo_logit") @_cdecl("lentigo_logit")
public func logit(_ width: Int32, _ height: Int32, _ channels: Int32) -> Float {
  PhoneScreener.logit(width, height, channels)
}

/// The network's input, 224 x 224 x 3 floats, as the last picture left it: for checks that
/// platforms agree. 0 where no model is loaded.
@_expose(wasm, "lentigo_input") @_cdecl("lentigo_input")
public func input() -> UnsafeRawPointer? { PhoneScreener.input }

/// The bytes that the module holds: the same before and after screening pictures of one size.
@_expose(wasm, "lentigo_bytes_in_use") @_cdecl("lentigo_bytes_in_use")
public func bytesInUse() -> UInt32 { lentigo_heap_bytes_in_use() }
