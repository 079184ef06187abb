import NeuralNetwork

/// Tells pictures that show no lesion at all, such as text, a face or gravel.
///
/// A network has an answer for every picture. What its layers hold on the way to it tells whether the
/// question made sense: `distance` is the Mahalanobis distance (Lee et al., 'A Simple Unified Framework
/// for Detecting Out-of-Distribution Samples', 2018, section 2.2) of one layer's means over the picture
/// from those of lesions, as a root mean square over the dimensions, so that lesions lie at about 1.
public struct NoveltyDetector: Sendable, Equatable {
  /// Channels of the layer.
  public let count: Int
  /// What lesions are like: the mean of each channel, then the inverse of the lower Cholesky factor of
  /// the channels' covariance, row by row as far as the diagonal, which is above 0.
  public let numbers: [Float]
  /// The largest distance of what is taken for a lesion; above 0.
  public let limit: Float

  /// - Precondition: `numbers` has `numberCount(count)` numbers.
  public init(count: Int, numbers: [Float], limit: Float) {
    precondition(numbers.count == Self.numberCount(count), "a mean and a triangle as wide as it")
    self.count = count
    self.numbers = numbers
    self.limit = limit
  }

  /// Reads the tensor of a detector.
  ///
  /// - Parameters:
  ///   - count: channels of the layer; 0 where the network does not have it.
  ///   - entry: what the metadata says.
  /// - Throws: `WeightsError` where the tensor is missing, misshapen or holds what it may not.
  init(count: Int, _ entry: NoveltyEntry, in file: Safetensors) throws(WeightsError) {
    self.count = count
    limit = entry.limit
    guard entry.layer != nil else {
      numbers = []
      return
    }
    let tensor = Parameter(name: [UInt8](Self.tensorName), shape: [Self.numberCount(count)])
    numbers = try file.floats(tensor)
    // A 0 there would leave a direction out, in which a picture may be as strange as it likes.
    var (diagonal, row) = (count, 0)
    repeat {
      guard diagonal < numbers.count, numbers[diagonal] > 0 else {
        throw .invalidDiagonal(name: tensor.name)
      }
      row += 1
      diagonal += row + 1
    } while row < count
  }

  /// How far the values lie from those of lesions. Sums run in the order of the channels, so that the same
  /// values give the same bits everywhere.
  ///
  /// - Parameter values: `count` of them.
  /// - Returns: 0 where there are other values than that.
  public func distance(of values: UnsafeBufferPointer<Float>) -> Float {
    guard values.count == count, count > 0 else { return 0 }
    return numbers.withUnsafeBufferPointer { numbers in
      var squares: Float = 0
      var place = count
      for row in 0..<count {
        var sum: Float = 0
        for column in 0...row {
          sum += numbers[place] * (values[column] - numbers[column])
          place += 1
        }
        squares += sum * sum
      }
      return (squares / Float(count)).squareRoot()
    }
  }

  /// Numbers for a layer of `count` channels.
  public static func numberCount(_ count: Int) -> Int { count * (count + 3) / 2 }
  /// The tensor with the numbers.
  package static var tensorName: StaticString { "novelty" }
}
