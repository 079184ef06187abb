import Evaluation
import Testing

@Suite("Calibration against scikit-learn, statsmodels and SciPy")
struct CalibrationGoldenTests {
  @Test func theFileIsThere() { #expect(Golden.calibration.count == 6) }

  @Test(arguments: Golden.calibration)
  func plattScaling(_ golden: CalibrationCase) throws {
    let fit = try #require(ScoreCalibration.platt(golden.scoredLogits()))
    #expect(fit.method == .platt)
    expectClose(fit.slope, golden.platt[0], tolerance: 1e-8, "slope")
    expectClose(fit.intercept, golden.platt[1], tolerance: 1e-8, "intercept")
    expectClose(fit.slope, golden.scikitPlatt[0], tolerance: 1e-4, "scikit-learn's slope")
    expectClose(fit.intercept, golden.scikitPlatt[1], tolerance: 1e-4, "its intercept")
  }

  @Test(arguments: Golden.calibration)
  func temperatureScaling(_ golden: CalibrationCase) throws {
    let fit = ScoreCalibration.temperature(try golden.scoredLogits())
    #expect(fit?.method != .platt && fit?.intercept ?? 0 == 0)
    expectClose(fit?.slope, golden.temperature, tolerance: 1e-9)
  }

  @Test(arguments: Golden.calibration)
  func curve(_ golden: CalibrationCase) throws {
    let curve = try golden.scored().calibrationCurve()
    #expect(curve.bins.map(\.count) == golden.curve.count)
    for (bin, (observed, mean)) in zip(
      curve.bins, zip(golden.curve.observed, golden.curve.mean))
    {
      expectClose(bin.observed, observed, tolerance: 1e-12, "share")
      expectClose(bin.meanScore, mean, tolerance: 1e-12, "mean")
    }
    expectClose(curve.expectedError, golden.curve.expectedError, tolerance: 1e-11)
    expectClose(curve.debiasedError, golden.curve.debiasedError, tolerance: 1e-9)
  }

  @Test(arguments: Golden.calibration)
  func slopeAndCalibrationInTheLarge(_ golden: CalibrationCase) throws {
    let regression = try #require(golden.scored().calibrationRegression())
    let expected = golden.regression
    expectClose(regression.slope, expected.slope, tolerance: 1e-8)
    expectClose(regression.intercept, expected.intercept, tolerance: 1e-8)
    expectClose(regression.slopeInterval?.lower, expected.slopeInterval[0], tolerance: 1e-7)
    expectClose(regression.slopeInterval?.upper, expected.slopeInterval[1], tolerance: 1e-7)
    expectClose(
      regression.interceptInterval?.lower, expected.interceptInterval[0], tolerance: 1e-7)
    expectClose(
      regression.interceptInterval?.upper, expected.interceptInterval[1], tolerance: 1e-7)
  }
}
