import Radiomics
import Testing

@Suite("Min-max scaling")
struct ScalingTests {
  private func fitted(_ rows: [[Double]]) -> MinMaxScaling {
    MinMaxScaling(fittedTo: rows.map(FeatureRow.init(_:)), featureCount: rows[0].count)
  }

  private func dense(_ row: FeatureRow, count: Int) -> [Double] {
    var dense = [Double](repeating: 0, count: count)
    for (index, value) in zip(row.indices, row.values) { dense[Int(index)] = value }
    return dense
  }

  @Test func rangesBecomeUnit() {
    let scaling = fitted([[2, -4, 0], [4, 0, 8], [3, -1, 0]])
    #expect(dense(scaling.apply(to: FeatureRow([2, -4, 0])), count: 3) == [0, 0, 0])
    #expect(dense(scaling.apply(to: FeatureRow([4, 0, 8])), count: 3) == [1, 1, 1])
    #expect(dense(scaling.apply(to: FeatureRow([3, -1, 2])), count: 3) == [0.5, 0.75, 0.25])
  }

  /// Zeros are not stored, but they count: as a minimum, as a maximum, and as what is scaled.
  @Test func absentValuesAreZeros() {
    let scaling = fitted([[5, -5], [0, 0]])
    #expect(dense(scaling.apply(to: FeatureRow([0, 0])), count: 2) == [0, 1])
    let shifted = fitted([[1, 1], [3, 5]])
    #expect(dense(shifted.apply(to: FeatureRow([0, 0])), count: 2) == [-0.5, -0.25])
  }

  /// Other images may lie outside, and nothing of them flows back.
  @Test func newExtremesStayOutside() {
    let scaling = fitted([[1], [2]])
    #expect(dense(scaling.apply(to: FeatureRow([4])), count: 1) == [3])
    #expect(dense(scaling.apply(to: FeatureRow([-1])), count: 1) == [-2])
  }

  @Test func constantFeaturesSayNothing() {
    let tiny = Double.leastNonzeroMagnitude
    let scaling = fitted([[7, 0, 0], [7, 0, tiny]])
    for row in [[7, 0, tiny], [9, 1, 1], [0, 0, 0]] {
      #expect(dense(scaling.apply(to: FeatureRow(row)), count: 3) == [0, 0, 0])
    }
  }
}
