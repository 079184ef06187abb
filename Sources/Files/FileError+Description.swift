import Foundation

extension FileError: CustomStringConvertible, LocalizedError {
  public var description: String {
    "cannot \(action.rawValue) \(path): \(reasonAndRemedy)"
  }

  /// The message without the path.
  package var reasonAndRemedy: String { "\(reason). \(remedy)" }

  public var errorDescription: String? { description }

  private var reason: String {
    if systemError != 0 {
      return String(cString: strerror(systemError)).lowercased()
    }
    return switch code {
    case .isDirectory: "it is a folder"
    case .notDirectory: "it is not a folder"
    case .notRegularFile: "it is not a plain file"
    case .tooLarge: "it is larger than is allowed here"
    case .notFound: "it does not exist"
    default: code.rawValue
    }
  }

  private var remedy: String {
    switch code {
    case .notFound:
      action == .write
        ? "Create the folder first, or choose another one." : "Check the spelling of the path."
    case .notPermitted:
      action == .write
        ? "Choose a folder that you may write to, or change its permissions."
        : "Change its permissions, or read a copy of it."
    case .diskFull: "Free some space or choose a folder on another disk; nothing was changed."
    case .isDirectory: "Name a file, not a folder."
    case .notDirectory: "Name a folder, not a file."
    case .notRegularFile: "Name a plain file."
    case .tooLarge: "Use a smaller file."
    default:
      action == .write
        ? "Check the disk, or choose another folder." : "Check the disk, or read a copy of it."
    }
  }
}
