#if !hasFeature(Embedded)
  extension ModelError: CustomStringConvertible {
    public var description: String {
      switch self {
      case .invalidFile(let cause): "not a safetensors file: \(cause)"
      case .missingMetadata:
        "no 'lentigo' metadata: the file holds weights, but is no model that Lentigo trained"
      case .invalidMetadata(let cause):
        "the 'lentigo' metadata is not valid JSON: \(cause.reason) at byte \(cause.offset)"
      case .missingValue(let field):
        "the 'lentigo' metadata has no valid value for '\(field.path)'"
      case .unsupportedFormat(let format):
        "the model has format \(format), this version reads formats \(ScreeningModel.formats.lowerBound) "
          + "to \(ScreeningModel.formats.upperBound)"
      case .unknownArchitecture(let name): "unknown architecture '\(text(name))'"
      case .unknownWeightOrigin(let name): "unknown origin of weights '\(text(name))'"
      case .unknownResizeMode(let name): "unknown resize mode '\(text(name))'"
      case .wrongInputSize(let width, let height, let expectedWidth, let expectedHeight):
        """
        the model prepares \(width)x\(height) pixels, but its network takes \
        \(expectedWidth)x\(expectedHeight)
        """
      case .invalidThreshold(let value): "the threshold \(value) is not in 0...1"
      case .invalidCalibration(let slope, let intercept):
        """
        the calibration's slope \(slope) and intercept \(intercept) are no finite numbers with a \
        slope above 0
        """
      case .precisionNotOffered(let precision, let offered):
        """
        the model is not offered in \(precision), only in \
        \(offered.precisions.map(\.description).joined(separator: " and "))
        """
      case .invalidWeights(let cause): "\(cause)"
      }
    }

    private func text(_ name: [UInt8]) -> String { String(decoding: name, as: UTF8.self) }
  }
#endif
