/// The bundled model is not where this copy of the program could find it.
public struct BundledModelError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The program that looked.
  public let program: String
  /// Where it looked first.
  public let folder: String

  public var description: String {
    """
    the bundled model \(BundledModel.fileName) is not beside \(program): the program was moved \
    without it, or built where Models/ had none. Name a model with --model FILE or LENTIGO_MODEL, or \
    copy \(BundledModel.fileName) into \(folder)
    """
  }
}
