import Foundation
import NeuralNetwork
import Testing
import TorchBackend

extension TorchTests {
  @Suite struct MemoryTests {
    /// 200 steps of training hold no more memory than 20, and no tensor is left behind.
    @Test(.enabled(if: MemoryTests.residentBytes() != nil, "needs /proc/self/statm"))
    func trainingHoldsNoMoreAndMore() throws {
      let runtime = try TorchTests.require()
      // So small a network is faster on one core, the more so while others compute.
      let threads = runtime.threads
      try runtime.setThreads(1)
      defer { try? runtime.setThreads(threads) }
      let before = runtime.liveTensors
      try {
        let golden = try TrainingGolden()
        let network = try golden.network()
        let optimizer = try AdamW(groups: [ParameterGroup(network.trainableTensors)])
        let average = try MovingAverage(of: network.parameters.map(\.tensor), decay: 0.9)
        func train(_ steps: Int) throws {
          for _ in 0..<steps {
            try golden.withImages { images in
              try optimizer.zeroGradients()
              let output = try network.forward(
                images, normalization: .batchStatistics,
                dropout: Dropout(
                  probability: 0.1, seed: 1, positions: Array(0..<images.shape[0])))
              try TrainingLoss.focal.value(output.logits).backward()
            }
            try optimizer.clipGradients(norm: 1)
            try optimizer.step(learningRate: 1e-4)
            try average.update()
          }
        }
        try train(20)
        let (bytes, tensors) = (try #require(Self.residentBytes()), runtime.liveTensors)
        try train(200)
        #expect(runtime.liveTensors == tensors)
        let growth = try #require(Self.residentBytes()) - bytes
        // One step's activations alone are some 30 MB.
        #expect(growth < 16_000_000, "\(growth) bytes more after 200 steps")
      }()
      #expect(runtime.liveTensors == before)
    }

    /// Blocks that a step has freed serve the next one: the system is not asked for pages again.
    @Test(.enabled(if: MemoryTests.pageFaults() != nil, "needs /proc/thread-self/stat"))
    func stepsReuseMemory() throws {
      let runtime = try TorchTests.require()
      let threads = runtime.threads
      try runtime.setThreads(1)
      defer { try? runtime.setThreads(threads) }
      let x = try Tensor.full(1, shape: [1 << 20])
      try x.setTrainable(true)
      func step() throws {
        try Tensor.zeroGradients(of: [x])
        try ((x * 2).sigmoid() * 3).sum().backward()
      }
      for _ in 0..<3 { try step() }
      let before = try #require(Self.pageFaults())
      for _ in 0..<10 { try step() }
      // Each step makes seven tensors of 1,024 pages.
      #expect(try #require(Self.pageFaults()) - before < 1000)
    }

    @Test func failuresLeaveNothingBehind() throws {
      let runtime = try TorchTests.require()
      let before = runtime.liveTensors
      for _ in 0..<50 {
        _ = torchError {
          _ = try Tensor([1, 2], shape: [2]) + Tensor([1, 2, 3], shape: [3])
        }
      }
      #expect(runtime.liveTensors == before)
    }

    /// Pages that this thread was given by the system.
    private static func pageFaults() -> Int? {
      // The name of the program, in brackets, may have spaces.
      guard let text = try? String(contentsOfFile: "/proc/thread-self/stat", encoding: .utf8),
        let fields = text.split(separator: ")").last?.split(separator: " "), fields.count > 7
      else { return nil }
      return Int(fields[7])
    }

    private static func residentBytes() -> Int? {
      guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else {
        return nil
      }
      let fields = text.split(separator: " ")
      return fields.count > 1 ? Int(fields[1]).map { $0 * 4096 } : nil
    }
  }
}
