/// The project's only source of randomness: the same seed gives the same numbers on every platform
/// and with every Swift version, because no step is left to the standard library.
///
/// The generator is xoshiro256++ (Blackman and Vigna, "Scrambled linear pseudorandom number
/// generators", 2021); its state is filled by SplitMix64 as the authors recommend.
///
/// Work that runs in parallel takes one generator for each unit, named by counters, so that the
/// numbers do not depend on the order in which units run:
///
///     var generator = SeededGenerator(seed: 7, stream: epoch, position)
public struct SeededGenerator: RandomNumberGenerator, Sendable, Equatable {
  private var state: (UInt64, UInt64, UInt64, UInt64)

  /// The generator's main stream.
  public init(seed: UInt64) {
    var mixer = SplitMix(state: seed)
    state = (mixer.next(), mixer.next(), mixer.next(), mixer.next())
  }

  /// One of the seed's side streams: every list of counters names another one, independent of the
  /// others and of the main stream for all practical purposes (states collide with chance 2^-64).
  public init(seed: UInt64, stream counters: UInt64...) {
    var key = SplitMix(state: seed)
    var digest = key.next()
    for counter in counters {
      // Each counter passes through the mixer with everything before it, so order matters.
      key.state = digest ^ counter
      digest = key.next() &+ 0x9E37_79B9_7F4A_7C15
    }
    self.init(seed: digest)
  }

  /// A generator in a given state, for checks against published values.
  package init(state: (UInt64, UInt64, UInt64, UInt64)) {
    self.state = state
  }

  /// 64 random bits.
  public mutating func next() -> UInt64 {
    let result = rotated(state.0 &+ state.3, by: 23) &+ state.0
    let carried = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= carried
    state.3 = rotated(state.3, by: 45)
    return result
  }

  /// A uniform value in 0..<1, a multiple of 2^-24.
  public mutating func nextUnit() -> Float {
    Float(next() >> 40) * 0x1p-24
  }

  /// A uniform value in 0..<1, a multiple of 2^-53.
  public mutating func nextDouble() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// A uniform integer in `0..<bound`, without bias (Lemire, "Fast random integer generation in an
  /// interval", 2019).
  ///
  /// - Precondition: `bound` is at least 1.
  public mutating func next(below bound: Int) -> Int {
    precondition(bound > 0, "a random integer needs a positive bound")
    let bound = UInt64(bound)
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let rejected = (0 &- bound) % bound
      while product.low < rejected {
        product = next().multipliedFullWidth(by: bound)
      }
    }
    return Int(product.high)
  }

  /// Puts the elements in a uniformly random order (Fisher and Yates).
  public mutating func shuffle<Element>(_ elements: inout [Element]) {
    var remaining = elements.count
    while remaining > 1 {
      let chosen = next(below: remaining)
      remaining -= 1
      elements.swapAt(chosen, remaining)
    }
  }

  public static func == (a: SeededGenerator, b: SeededGenerator) -> Bool {
    a.state == b.state
  }

  private func rotated(_ value: UInt64, by count: UInt64) -> UInt64 {
    (value << count) | (value >> (64 - count))
  }
}

/// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
private struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
