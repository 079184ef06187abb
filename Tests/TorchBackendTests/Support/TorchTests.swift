import Testing
import TorchBackend

/// All tests that need libtorch, one after the other: they count its tensors and its memory.
@Suite(
  .serialized,
  .enabled(if: TorchHere.runtime != nil, "needs libtorch: run 'make setup-torch'"))
enum TorchTests {
  static func require() throws -> TorchRuntime { try #require(TorchHere.runtime) }
}

enum TorchHere {
  /// Nil where the plug-in is absent, so that the tests are skipped and not failed.
  static let runtime: TorchRuntime? = try? TorchRuntime.load()
}

/// What went wrong, or nil.
func torchError(_ body: () throws -> Void) -> TorchError? {
  do {
    try body()
    return nil
  } catch { return error as? TorchError }
}
