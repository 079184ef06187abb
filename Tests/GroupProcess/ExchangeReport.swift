/// What a process has after everything was exchanged once.
struct ExchangeReport: Encodable {
  let backend: String
  let row: [Float]
  let matrix: [Float]
  let numbers: [Double]
  let gradient: [Float]
  let hasFrozenGradient: Bool
  let unusedGradient: [Float]
  let shared: [Float]
  let bytes: [UInt8]
  let floats: [[Float]]
  let doubles: [[Double]]
  let empty: [[Int]]
  let isAny: Bool
  let isNone: Bool
}
