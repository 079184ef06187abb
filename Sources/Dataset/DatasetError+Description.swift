import Foundation

extension DatasetError: CustomStringConvertible, LocalizedError {
  public var description: String { message }

  public var errorDescription: String? { message }
}
