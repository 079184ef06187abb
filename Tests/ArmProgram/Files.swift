import CMachine

/// Arguments, files and standard output.
enum Files {
  static func argument(_ index: Int) -> String? {
    guard index < machine_argument_count(), let text = machine_argument(index) else { return nil }
    return String(cString: text)
  }

  static func isArgument(_ index: Int, _ word: StaticString) -> Bool {
    // `String`'s own comparison would need Unicode's tables.
    argument(index)?.utf8.elementsEqual(word.description.utf8) ?? false
  }

  /// The bytes of the file that an argument names, or nil where it cannot be read.
  static func read(_ argument: Int) -> [UInt8]? {
    guard let path = machine_argument(argument) else { return nil }
    let size = machine_file_size(path)
    guard size >= 0 else { return nil }
    var isWhole = false
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      isWhole = machine_read_file(path, buffer.baseAddress, size)
      count = isWhole ? size : 0
    }
    return isWhole ? bytes : nil
  }

  /// Writes a file; a failure counts as one of the checks'.
  static func write(_ bytes: UnsafeRawBufferPointer, to path: String?) {
    let isWritten = path?.withCString { machine_write_file($0, bytes.baseAddress, bytes.count) }
    if isWritten != true { Checks.fail("a file cannot be written") }
  }

  static func print(_ line: String) {
    let bytes = Array(line.utf8) + [10]
    machine_print(bytes, bytes.count)
  }
}
