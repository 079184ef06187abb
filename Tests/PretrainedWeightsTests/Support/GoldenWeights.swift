import Foundation
import NeuralNetwork

/// The files of `Tools/make_h5_golden.py`.
enum GoldenWeights {
  static func path(_ name: String) -> String {
    Bundle.module.resourceURL?.appendingPathComponent("Golden/\(name)").path ?? name
  }

  /// What the script put into every place of a tensor but the last, where -1 is.
  static func value(_ name: String) -> Float {
    var seed: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in name.utf8 { seed = (seed ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let exact = Double(seed >> 40 & 0xFF_FFFF).truncatingRemainder(dividingBy: 2000) / 1024 + 1
    // To the nearest half: 10 bits behind the point, 9 from 2 on; ties to even.
    let step = exact < 2 ? 1024.0 : 512.0
    return Float((exact * step).rounded(.toNearestOrEven) / step)
  }

  /// Names of tensors that do not hold what the script put there.
  static func wrong(in file: Safetensors, for architecture: Architecture) -> [String] {
    Network.backbone(architecture, origin: .keras).parameters.compactMap { parameter in
      let name = String(decoding: parameter.name, as: UTF8.self)
      guard let floats = file.floats(named: parameter.name), floats.count == parameter.count,
        floats.last == -1, floats.dropLast().allSatisfy({ $0 == value(name) })
      else { return name }
      return nil
    }
  }
}
