import NeuralNetwork
import Testing

@Suite struct HalfPrecisionTests {
  /// Every binary16 number comes back with the same bits.
  @Test func everyNumberSurvives() {
    for bits in UInt16.min...UInt16.max {
      let value = HalfPrecision.float(bits)
      if value.isFinite {
        #expect(HalfPrecision.bits(value) == bits)
      } else {
        #expect(HalfPrecision.bits(value) == nil)
      }
    }
  }

  /// Halfway between neighbours the even one is taken; a breath beside it, the nearer one.
  @Test func roundsToNearestEven() {
    for bits in UInt16(0)..<0x7BFF {
      let (low, high) = (HalfPrecision.float(bits), HalfPrecision.float(bits + 1))
      let middle = low + (high - low) / 2
      let even = bits.isMultiple(of: 2) ? bits : bits + 1
      #expect(HalfPrecision.bits(middle) == even)
      #expect(HalfPrecision.bits(middle.nextDown) == bits)
      #expect(HalfPrecision.bits(middle.nextUp) == bits + 1)
      #expect(HalfPrecision.bits(-middle) == even | 0x8000)
    }
  }

  @Test func overflowIsRefused() {
    #expect(HalfPrecision.bits(65504) == 0x7BFF)
    #expect(HalfPrecision.bits(Float(65520).nextDown) == 0x7BFF)
    for value in [65520, 1e30, .infinity, .nan, -65520, -.infinity] as [Float] {
      #expect(HalfPrecision.bits(value) == nil)
    }
    #expect(HalfPrecision.bits(-0.0) == 0x8000 && HalfPrecision.bits(1e-30) == 0)
  }

  #if arch(arm64) || os(Linux)
    /// The compiler's own conversion, where it has one.
    @Test func agreesWithFloat16() {
      var generator = SystemRandomNumberGenerator()
      for _ in 0..<100_000 {
        let value = Float(bitPattern: .random(in: 0...UInt32.max, using: &generator))
        let half = Float16(value)
        #expect(HalfPrecision.bits(value) == (half.isFinite ? half.bitPattern : nil))
      }
    }
  #endif
}
