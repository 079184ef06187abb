extension ImageCodecError {
  static var noBytes: Self {
    Self(.empty, "the file is empty; copy or take the picture again")
  }

  static func tooManyBytes(_ count: Int, limit: Int) -> Self {
    Self(
      .tooLarge,
      "the file has \(count) bytes, more than the \(limit) allowed; save a smaller picture")
  }

  static func tooManyPixels(width: Int, height: Int, limit: Int) -> Self {
    Self(
      .tooLarge,
      "the picture has \(width)x\(height) pixels, more than the \(limit) allowed; "
        + "save a smaller one")
  }
}
