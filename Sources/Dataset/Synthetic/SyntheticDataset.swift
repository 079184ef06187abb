/// A data set of made-up lesions (`SyntheticLesion`) in the layout of ISIC 2020, for tests and
/// demonstrations on machines without real data.
///
///     try SyntheticDataset.write(count: 400, directory: "synthetic", seed: 7)
///
/// The folder gets `images/SYN_0000001.jpg` and so on, `train.csv` with the columns of ISIC 2020, and
/// `SYNTHETIC.txt`, which says that nothing in it is real. Pictures of one patient share the tone and
/// blood of the skin, sun spots and hair.
public struct SyntheticDataset: Sendable, Equatable {
  /// How many pictures, 1...9,999,999.
  public let count: Int
  /// Share of malignant lesions, 0...1: the count is rounded, and at least 1 where the share is not 0.
  /// ISIC 2020 has .0176; the default is what its usual subsets have.
  public let malignantShare: Double
  /// Width and height of each picture in pixels, 16...4096.
  public let side: Int
  /// What to draw: the same numbers give the same labels and pixels.
  public let seed: UInt64

  /// - Throws: `DatasetError` with the code `badRequest` where a number is outside its range.
  public init(
    count: Int, malignantShare: Double = 0.15, side: Int = 256, seed: UInt64 = 0
  ) throws(DatasetError) {
    func require(_ isValid: Bool, _ rule: String) throws(DatasetError) {
      guard !isValid else { return }
      throw DatasetError(
        code: .badRequest, message: "A synthetic data set needs \(rule); change the number.")
    }
    try require(1...9_999_999 ~= count, "1 to 9999999 pictures, not \(count)")
    try require(0...1 ~= malignantShare, "a malignant share from 0 to 1, not \(malignantShare)")
    try require(16...4096 ~= side, "a side of 16 to 4096 pixels, not \(side)")
    self.count = count
    self.malignantShare = malignantShare
    self.side = side
    self.seed = seed
  }

  /// Writes a data set, drawing on all cores.
  ///
  /// Every file appears whole or not at all, and `train.csv` comes last: a run that was stopped
  /// leaves a folder without labels, which the same call completes. A folder that an earlier call made
  /// with other numbers is replaced.
  ///
  /// - Parameters:
  ///   - count: how many pictures.
  ///   - directory: a folder that does not exist, is empty, or was made by this function.
  ///   - seed, malignantShare, side: see the properties.
  ///   - progress: called after each picture, from any thread, with how many are done and the whole.
  ///   - isCancelled: asked before each picture, from any thread.
  /// - Throws: `DatasetError` with the code `badRequest`, `directoryInUse`, `notWritable` or
  ///   `cancelled`.
  public static func write(
    count: Int, directory: String, seed: UInt64 = 0, malignantShare: Double = 0.15,
    side: Int = 256, progress: (@Sendable (_ done: Int, _ total: Int) -> Void)? = nil,
    isCancelled: @Sendable () -> Bool = { false }
  ) throws(DatasetError) {
    let dataset = try SyntheticDataset(
      count: count, malignantShare: malignantShare, side: side, seed: seed)
    try SyntheticDatasetWriter(dataset, directory: directory)
      .write(progress: progress, isCancelled: isCancelled)
  }

  /// What `train.csv` says, in its order; the paths are empty.
  public var records: [LesionRecord] {
    SyntheticPatients(self).records
  }
}

extension DatasetError.Code {
  /// A synthetic data set was asked for with impossible numbers.
  public static let badRequest = Self(rawValue: "bad-request")
  /// The folder to write to holds other files.
  public static let directoryInUse = Self(rawValue: "directory-in-use")
  /// A file or folder could not be written; `cause` says why.
  public static let notWritable = Self(rawValue: "not-writable")
}
