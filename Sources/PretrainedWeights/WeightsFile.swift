import Files
import NeuralNetwork

/// Files of pretrained weights, as their publishers offer them.
///
/// A file may come from anywhere: everything that it claims is checked before it is used.
public enum WeightsFile {
  /// Larger files are refused: 1 GiB. (The largest official one measures 94 MB.)
  public static let maximumSize = 1 << 30

  /// Reads pretrained weights, whatever the container: safetensors, or Keras' HDF5 (the legacy
  /// layout with `weight_names`, in the root or under `model_weights`; Keras 3's `layers/NAME/vars/N`),
  /// recognised by content.
  ///
  /// Tensors come out under the names that `Network` values use (Keras' without `:0`). From HDF5
  /// exactly those of the backbone come, as F32; from safetensors everything that is in the file.
  ///
  /// - Throws: `WeightsFileError` where the file cannot be read, is damaged, or lacks a tensor of the
  ///   backbone. Whether all numbers are finite is left to whoever uses them.
  public static func read(
    _ path: String, for architecture: Architecture
  ) throws(WeightsFileError) -> Safetensors {
    switch try format(of: path) {
    case .safetensors:
      let file = try safetensors(path)
      if let flaw = SafetensorsMatch.flaw(of: file, for: architecture) {
        throw mismatch(path, architecture, flaw)
      }
      return file
    case .hdf5:
      let tensors: Result<SafetensorsWriter, KerasMismatch>
      do {
        tensors = try KerasFile.read(path, for: architecture)
      } catch {
        throw WeightsFileError(path: path, problem: error)
      }
      do {
        return try Safetensors(try tensors.get().serialized())
      } catch {
        throw mismatch(path, architecture, error)
      }
    }
  }

  /// What the file holds: the first network, in the order of `architectures`, whose backbone is
  /// complete in it. No more than needed is read: of HDF5 files only names and shapes.
  ///
  /// - Throws: `WeightsFileError` where the file cannot be read, or completes none of them.
  public static func identify(
    _ path: String, among architectures: [Architecture] = Architecture.allCases
  ) throws(WeightsFileError) -> WeightsIdentity {
    var flaws: [(architecture: Architecture, flaw: any Error)] = []
    switch try format(of: path) {
    case .safetensors:
      let file = try safetensors(path)
      for architecture in architectures {
        if let identity = SafetensorsMatch.identity(of: file, for: architecture) { return identity }
        if let flaw = SafetensorsMatch.flaw(of: file, for: architecture) {
          flaws.append((architecture, flaw))
        }
      }
    case .hdf5:
      do {
        for (architecture, fit) in try KerasFile.identify(path, among: architectures) {
          switch fit {
          case .success(let identity): return identity
          case .failure(let flaw): flaws.append((architecture, flaw))
          }
        }
      } catch {
        throw WeightsFileError(path: path, problem: error)
      }
    }
    if flaws.count == 1, let only = flaws.first {
      throw mismatch(path, only.architecture, only.flaw)
    }
    let names = architectures.map { "\($0)" }.joined(separator: ", ")
    throw WeightsFileError(
      .mismatched, path: path,
      "\(path) holds the complete backbone of none of \(names): use a file of one of these, saved "
        + "by Keras or torchvision for images of any size, with or without its classifier.",
      cause: WeightsMismatches(flaws))
  }

  private enum Format { case safetensors, hdf5 }

  private static func format(of path: String) throws(WeightsFileError) -> Format {
    do {
      let start = try FileStart.read(path, maximumSize: maximumSize)
      if start == KerasFile.signature { return .hdf5 }
      // A length in eight bytes, then a brace: the rest is checked when it is read.
      if start.count == 8, start[4...].allSatisfy({ $0 == 0 }) { return .safetensors }
    } catch {
      throw WeightsFileError(
        .unreadable, path: path, "The weights \(path) could not be read.", cause: error)
    }
    throw WeightsFileError(
      .unknownFormat, path: path,
      "\(path) is neither a safetensors file nor HDF5 as Keras writes it (.h5): if it was "
        + "downloaded, fetch it again, because what came may be a page with an error on it.")
  }

  private static func safetensors(_ path: String) throws(WeightsFileError) -> Safetensors {
    do {
      return try Safetensors(try FileBytes.read(path, maximumCount: maximumSize))
    } catch let error as FileError {
      throw WeightsFileError(
        .unreadable, path: path, "The weights \(path) could not be read.", cause: error)
    } catch {
      throw WeightsFileError(
        .damaged, path: path, "\(path) is damaged or incomplete: fetch or copy it again.",
        cause: error)
    }
  }

  private static func mismatch(
    _ path: String, _ architecture: Architecture, _ flaw: any Error
  ) -> WeightsFileError {
    WeightsFileError(
      .mismatched, path: path,
      "\(path) does not hold the backbone of \(architecture): name a file of that network, or "
        + "another network.", cause: flaw)
  }
}

extension WeightsFileError {
  fileprivate init(path: String, problem: HDF5Problem) {
    switch problem.kind {
    case .damaged:
      self.init(
        .damaged, path: path,
        "\(path) is damaged or incomplete: fetch or copy it again.", cause: problem)
    case .refused:
      self.init(
        .refused, path: path,
        "\(path) is refused: it is not laid out as weights are. Save them with Keras once more.",
        cause: problem)
    }
  }
}
