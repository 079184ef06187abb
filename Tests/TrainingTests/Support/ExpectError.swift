import Testing
import Training

/// Expects a `TrainingError` with a code and a message that contains `part`.
func expectError(
  _ code: TrainingError.Code, _ part: String, sourceLocation: SourceLocation = #_sourceLocation,
  _ body: () throws -> Any
) {
  do {
    _ = try body()
    Issue.record("no error was thrown", sourceLocation: sourceLocation)
  } catch let error as TrainingError {
    #expect(error.code == code, sourceLocation: sourceLocation)
    #expect(error.message.contains(part), "\(error)", sourceLocation: sourceLocation)
  } catch {
    Issue.record(error, sourceLocation: sourceLocation)
  }
}
