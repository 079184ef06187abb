import NeuralNetwork

/// Why bytes are refused as a model file. Names are UTF-8 as found in the file.
public enum ModelError: Error, Sendable, Equatable {
  /// The bytes are no well-formed safetensors file.
  case invalidFile(SafetensorsError)
  /// The file has no metadata under the key `lentigo`: it holds weights, but no model of ours.
  case missingMetadata
  /// The metadata is not the JSON we accept.
  case invalidMetadata(JSONError)
  /// The value is absent, or of another type than it should be.
  case missingValue(ModelField)
  /// The file was written by a version with another format; this one reads `ScreeningModel.formats`.
  case unsupportedFormat(UInt64)
  case unknownArchitecture(name: [UInt8])
  case unknownWeightOrigin(name: [UInt8])
  case unknownResizeMode(name: [UInt8])
  /// The preprocessing makes pictures of a size that the network does not take.
  case wrongInputSize(width: UInt64, height: UInt64, expectedWidth: Int, expectedHeight: Int)
  /// The threshold is no probability in 0...1.
  case invalidThreshold(Double)
  /// The calibration's slope is not above 0, or one of its numbers is not finite.
  case invalidCalibration(slope: Double, intercept: Double)
  /// The file does not offer the model in the precision asked for; these are offered. Whether it
  /// costs too much or was never measured is in the metadata.
  case precisionNotOffered(Precision, offered: PrecisionSet)
  /// A tensor is missing or does not fit the network, or the machine lacks the instruction set or the
  /// precision.
  case invalidWeights(WeightsError)
}
