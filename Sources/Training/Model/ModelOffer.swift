import Foundation
import NeuralNetwork

/// A model file with other measured precisions, or with other decisions, and nothing else changed: every
/// tensor keeps its bytes and place, every other member of the metadata its value, those that this version
/// does not know included.
public struct ModelOffer: Sendable {
  private let file: Safetensors
  private let members: [String: JSONTree]

  /// - Throws: `TrainingError` with the code `unusableModel` where the file has no metadata of ours.
  public init(_ file: Safetensors) throws(TrainingError) {
    guard let text = file.metadata(ModelMetadata.key),
      case .object(let members)? = try? JSONDecoder().decode(JSONTree.self, from: Data(text))
    else {
      throw TrainingError(
        .unusableModel,
        "The file has no metadata of a model: use a model written by lentigo train.")
    }
    self.file = file
    self.members = members
  }

  /// What the file says about precisions now; nothing where it says nothing that can be read.
  public var precisions: [MeasuredPrecision] {
    guard let member = members[Self.key], let data = try? JSONEncoder.canonical.encode(member)
    else { return [] }
    return (try? JSONDecoder().decode([MeasuredPrecision].self, from: data)) ?? []
  }

  /// The bytes of the file with `measured` in place of what it said about the same precisions. What it
  /// says about others, measured on another machine, stays.
  ///
  /// - Throws: what JSON cannot express, which would be a mistake of ours.
  public func bytes(measured: [MeasuredPrecision]) throws -> [UInt8] {
    let fresh = Set(measured.map(\.precision))
    let kept: [JSONTree] =
      if case .array(let entries)? = members[Self.key] {
        entries.filter { entry in
          guard case .object(let members) = entry, case .string(let name)? = members["precision"]
          else { return false }
          return !fresh.contains(name)
        }
      } else { [] }
    var members = members
    members[Self.key] = .array(try measured.map(JSONTree.init(encoding:)) + kept)
    return try bytes(members)
  }

  /// The bytes of the file with `decisions` in place of its calibration and thresholds.
  ///
  /// - Throws: what JSON cannot express, which would be a mistake of ours.
  public func bytes(decisions: ModelDecisions) throws -> [UInt8] {
    var members = members
    members["format"] = .unsigned(UInt64(decisions.format))
    members["calibration"] = try decisions.calibration.map(JSONTree.init(encoding:))
    members["operating_point"] = try JSONTree(encoding: decisions.operatingPoint)
    members["operating_points"] = try decisions.operatingPoints.map(JSONTree.init(encoding:))
    return try bytes(members)
  }

  private func bytes(_ members: [String: JSONTree]) throws -> [UInt8] {
    var writer = SafetensorsWriter()
    for tensor in file.tensors.sorted(by: { $0.byteRange.lowerBound < $1.byteRange.lowerBound }) {
      writer.add(tensor, of: file)
    }
    for entry in file.metadata { writer.setMetadata(entry.key, entry.value) }
    writer.setMetadata(
      ModelMetadata.key, Array(try JSONEncoder.canonical.encode(JSONTree.object(members))))
    return writer.serialized()
  }

  private static let key = "precisions"
}
