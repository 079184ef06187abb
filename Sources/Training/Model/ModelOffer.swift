import Files
import Foundation
import NeuralNetwork
import Screening

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
  /// - Parameter novelty: what becomes of the detector of pictures without a lesion.
  /// - Throws: what JSON cannot express, which would be a mistake of ours.
  public func bytes(
    decisions: ModelDecisions, novelty: NoveltyChange = .keep
  ) throws -> [UInt8] {
    var members = members
    var tellsNovelty = tellsNovelty
    var fitted: FittedNovelty?
    switch novelty {
    case .keep: break
    case .limit(let limit):
      guard tellsNovelty, case .object(let old)? = members[Self.noveltyKey],
        case .object(let fresh) = try JSONTree(encoding: limit)
      else { break }
      members[Self.noveltyKey] = .object(old.merging(fresh) { $1 })
    case .replace(let new):
      members[Self.noveltyKey] = try JSONTree(encoding: new.metadata)
      (fitted, tellsNovelty) = (new, true)
    case .remove:
      members[Self.noveltyKey] = nil
      tellsNovelty = false
    }
    members["format"] = .unsigned(UInt64(decisions.format(tellsNovelty: tellsNovelty)))
    members["calibration"] = try decisions.calibration.map(JSONTree.init(encoding:))
    members["operating_point"] = try JSONTree(encoding: decisions.operatingPoint)
    members["operating_points"] = try decisions.operatingPoints.map(JSONTree.init(encoding:))
    return try bytes(members, novelty: fitted, keepsNovelty: tellsNovelty && fitted == nil)
  }

  /// Whether the file has a detector of pictures without a lesion that its readers use.
  public var tellsNovelty: Bool {
    guard members[Self.noveltyKey] != nil, case .unsigned(let format)? = members["format"] else {
      return false
    }
    return format >= ModelMetadata.noveltyFormat
  }

  private func bytes(
    _ members: [String: JSONTree], novelty: FittedNovelty? = nil, keepsNovelty: Bool = true
  ) throws -> [UInt8] {
    var writer = SafetensorsWriter()
    for tensor in file.tensors.sorted(by: { $0.byteRange.lowerBound < $1.byteRange.lowerBound })
    where keepsNovelty || tensor.name != [UInt8](NoveltyDetector.tensorName) {
      writer.add(tensor, of: file)
    }
    novelty?.add(to: &writer)
    for entry in file.metadata { writer.setMetadata(entry.key, entry.value) }
    writer.setMetadata(
      ModelMetadata.key, Array(try JSONEncoder.canonical.encode(JSONTree.object(members))))
    return writer.serialized()
  }

  private static let key = "precisions"
  private static let noveltyKey = "novelty"
}
