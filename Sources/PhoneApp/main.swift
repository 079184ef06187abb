// The functions that the web page calls: what `lentigo diagnose` does to a decoded picture, by the
// same code. Addresses and sizes are bytes in the module's memory.

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

/// Judges the picture in the buffer: upright, rows of red, green, blue, `3 * width * height` bytes,
/// which stay there.
///
/// Returns the verdict: 0 for refer, 1 for no sign, 2 for retake; -1 where no model is loaded or
/// the buffer does not hold exactly such a picture, of 100 million pixels at most.
@_expose(wasm, "lentigo_screen") @_cdecl("lentigo_screen")
public func screen(_ width: Int32, _ height: Int32) -> Int32 {
  PhoneScreener.screen(width, height)
}

/// The risk of melanoma in the picture screened last, 0...1; not a number where there is none.
@_expose(wasm, "lentigo_risk") @_cdecl("lentigo_risk")
public func risk() -> Float { PhoneScreener.risk }

/// What is wrong with the picture screened last: the raw value of `QualityIssues`, 0 for nothing.
@_expose(wasm, "lentigo_issues") @_cdecl("lentigo_issues")
public func issues() -> Int32 { PhoneScreener.issues }

/// The risk from which on the loaded model refers, 0...1; not a number where no model is loaded.
@_expose(wasm, "lentigo_threshold") @_cdecl("lentigo_threshold")
public func threshold() -> Float { PhoneScreener.threshold }

/// The network's output for the picture in the buffer, before it becomes a risk. For checks that
/// platforms agree; not a number where `screen` would return -1.
@_expose(wasm, "lentigo_logit") @_cdecl("lentigo_logit")
public func logit(_ width: Int32, _ height: Int32) -> Float { PhoneScreener.logit(width, height) }

/// The network's input, 224 x 224 x 3 floats, as the last picture left it: for checks that
/// platforms agree. 0 where no model is loaded.
@_expose(wasm, "lentigo_input") @_cdecl("lentigo_input")
public func input() -> UnsafeRawPointer? { PhoneScreener.input }

/// The bytes that the module holds: the same before and after screening pictures of one size.
@_expose(wasm, "lentigo_bytes_in_use") @_cdecl("lentigo_bytes_in_use")
public func bytesInUse() -> UInt32 { lentigo_heap_bytes_in_use() }
