import NeuralNetwork
import Report

extension Explanation {
  /// A table of the steps, the totals, and what the worst steps lose their time to.
  var text: String {
    """
    \(architecture), \(precision), \(instructionSet), one core; medians of \(Numbers.grouped(runs)) runs
    peak \(Numbers.fixed(limits.peakGFLOPs, 1)) GFLOP/s\(peakNote); \
    reads \(Numbers.fixed(limits.nearGBs, 1)) GB/s from the second-level cache, \
    \(Numbers.fixed(limits.farGBs, 1)) GB/s from beyond it

    \(table.fittedText(isRuled: true, dispensable: Self.dispensable))

    time: all steps \(Numbers.fixed(sumMicroseconds, 1)) us, a run that nobody watches \
    \(Numbers.fixed(wholeMicroseconds, 1)) us (reading the clock, \
    \(Numbers.fixed(clockMicroseconds * 1000, 0)) ns a step, is subtracted)
    multiply-adds: \(Numbers.grouped(multiplyAdds)) in the network, \
    \(Numbers.grouped(executedMultiplyAdds)) carried out\(savings), \
    \(Numbers.fixed(peakMicroseconds, 1)) us at peak: \
    \(percent(peakMicroseconds / wholeMicroseconds)) of the run
    memory: arena \(Numbers.grouped(arenaBytes)) bytes, weights \(Numbers.grouped(weightBytes)) bytes

    The steps that lose most time, beyond what their arithmetic takes at peak, and why:
    \(worst.map(paragraph).joined(separator: "\n"))
    """
  }

  /// The peak is that of 32-bit floats whatever the network computes in: one scale for all.
  private var peakNote: String {
    precision == "\(Precision.fp32)"
      ? "" : " in fp32, which \(precision) steps may exceed"
  }

  private var savings: String {
    executedMultiplyAdds < multiplyAdds ? " (Winograd saves the others)" : ""
  }

  /// Columns that a narrow terminal does without, the first of them first.
  private static let dispensable = [
    "arena", "weights", "MMAC", "with", "GB/s", "in -> out", "moved", "kernel",
  ]

  private var peakMicroseconds: Double {
    2 * Double(executedMultiplyAdds) / limits.peakGFLOPs / 1e3
  }

  private var table: Table {
    Table(
      head: [
        "#", "layer", "kernel", "in -> out", "with", "us", "time", "MMAC", "GFLOP/s", "peak",
        "GB/s",
        "weights", "moved", "arena",
      ],
      alignments: [.number] + Array(repeating: .text, count: 4)
        + Array(repeating: .number, count: 9),
      rows: steps.map { Table.Row(cells($0).map { Table.Cell($0) }) })
  }

  private func cells(_ step: TimedStep) -> [String] {
    let description = step.description
    let computes = description.executedMultiplyAdds > 0
    return [
      "\(step.index)", step.name, "\(description.kernel.name)",
      "\(description.inputShape.text) -> \(description.outputShape.text)", options(description),
      Numbers.fixed(step.microseconds, 1), percent(step.shareOfTime),
      Numbers.fixed(Double(description.executedMultiplyAdds) / 1e6, 2),
      computes ? Numbers.fixed(step.gflops, 1) : "-", computes ? percent(step.shareOfPeak) : "-",
      Numbers.fixed(step.gigabytes, 1), kilobytes(description.weightByteCount),
      kilobytes(description.movedByteCount), kilobytes(description.arenaByteCount),
    ]
  }

  /// Window and stride, what was chosen, and what is fused: "3x3/2, band 8, +, relu".
  private func options(_ step: StepDescription) -> String {
    var options: [String] = []
    if step.window > 1 || step.stride > 1 {
      options.append("\(step.window)x\(step.window)/\(step.stride)")
    }
    switch step.kernel {
    case .winograd: options.append("F\(step.tile), block \(step.block)")
    case .convolution: options.append("band \(step.block)")
    default: break
    }
    if step.addsResidual { options.append("+") }
    if step.activation != .none { options.append("\(step.activation)") }
    return options.joined(separator: ", ")
  }

  private func paragraph(_ diagnosis: StepDiagnosis) -> String {
    let step = steps[diagnosis.step]
    let heading =
      "  #\(step.index) \(step.name) (\(step.description.kernel.name)) loses "
      + "\(Numbers.fixed(diagnosis.lostMicroseconds, 1)) of \(Numbers.fixed(step.microseconds, 1)) us"
    return ([heading] + diagnosis.reasons.map { "      \($0)" }).joined(separator: "\n")
  }

  private func percent(_ share: Double) -> String { "\(Numbers.fixed(100 * share, 1)) %" }

  private func kilobytes(_ count: Int) -> String {
    "\(Numbers.fixed(Double(count) / 1e3, 1)) kB"
  }
}
