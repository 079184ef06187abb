import Foundation

extension PaperReport {
  /// The report as indented JSON with sorted keys and a final line feed: the same bytes for the same
  /// report. An undefined figure is `null`.
  ///
  /// - Throws: What `JSONEncoder` throws for a number that is not finite.
  public func jsonText() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }

  private enum Key: String, CodingKey {
    case format, software, command, seed, machine, data, settings, augmentations, classifiers
    case comparisons, ablation, radiomics, byPatient, failures
  }

  /// Writes what is undefined as `null`, here and below, where a synthesised conformance would leave
  /// the key out.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(format, forKey: .format)
    try container.encode(software, forKey: .software)
    try container.encode(command, forKey: .command)
    try container.encode(seed, forKey: .seed)
    try container.encode(machine, forKey: .machine)
    try container.encode(data, forKey: .data)
    try container.encode(settings, forKey: .settings)
    try container.encode(augmentations, forKey: .augmentations)
    try container.encode(classifiers, forKey: .classifiers)
    try container.encode(comparisons, forKey: .comparisons)
    try container.encode(ablation, forKey: .ablation)
    try container.encode(radiomics, forKey: .radiomics)
    try container.encode(byPatient, forKey: .byPatient)
    try container.encode(failures, forKey: .failures)
  }
}

extension PaperReport.Setting {
  private enum Key: String, CodingKey {
    case name, paper, used
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(name, forKey: .name)
    try container.encode(paper, forKey: .paper)
    try container.encode(used, forKey: .used)
  }
}

extension PaperReport.ClassifierRow {
  private enum Key: String, CodingKey {
    case name, identifier, parameterCount, multiplyAdds, timing, measurement, missing, paper
    case weights
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(name, forKey: .name)
    try container.encode(identifier, forKey: .identifier)
    try container.encode(parameterCount, forKey: .parameterCount)
    try container.encode(multiplyAdds, forKey: .multiplyAdds)
    try container.encode(timing, forKey: .timing)
    try container.encode(measurement, forKey: .measurement)
    try container.encode(missing, forKey: .missing)
    try container.encode(paper, forKey: .paper)
    try container.encode(weights, forKey: .weights)
  }
}

extension PaperReport.InferenceTiming {
  private enum Key: String, CodingKey {
    case images, seconds, cores, networkMilliseconds, machine
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(images, forKey: .images)
    try container.encode(seconds, forKey: .seconds)
    try container.encode(cores, forKey: .cores)
    try container.encode(networkMilliseconds, forKey: .networkMilliseconds)
    try container.encode(machine, forKey: .machine)
  }
}

extension PaperReport.PaperFigures {
  private enum Key: String, CodingKey {
    case parameterCount, inferenceSeconds, precision, recall, specificity, auc
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(parameterCount, forKey: .parameterCount)
    try container.encode(inferenceSeconds, forKey: .inferenceSeconds)
    try container.encode(precision, forKey: .precision)
    try container.encode(recall, forKey: .recall)
    try container.encode(specificity, forKey: .specificity)
    try container.encode(auc, forKey: .auc)
  }
}

extension PaperReport.AblationRow {
  private enum Key: String, CodingKey {
    case name, without, summary, againstFull, epochs
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(name, forKey: .name)
    try container.encode(without, forKey: .without)
    try container.encode(summary, forKey: .summary)
    try container.encode(againstFull, forKey: .againstFull)
    try container.encode(epochs, forKey: .epochs)
  }
}

extension PaperReport.DataSection {
  private enum Key: String, CodingKey {
    case name, fingerprint, split, parts, patients, unusable, patientsInTrainingAndTest
    case testImages, grouping, excludedRows, duplicatesAcrossParts, medianWidth, medianHeight
    case isSynthetic
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(name, forKey: .name)
    try container.encode(fingerprint, forKey: .fingerprint)
    try container.encode(split, forKey: .split)
    try container.encode(parts, forKey: .parts)
    try container.encode(patients, forKey: .patients)
    try container.encode(unusable, forKey: .unusable)
    try container.encode(patientsInTrainingAndTest, forKey: .patientsInTrainingAndTest)
    try container.encode(testImages, forKey: .testImages)
    try container.encode(grouping, forKey: .grouping)
    try container.encode(excludedRows, forKey: .excludedRows)
    try container.encode(duplicatesAcrossParts, forKey: .duplicatesAcrossParts)
    try container.encode(medianWidth, forKey: .medianWidth)
    try container.encode(medianHeight, forKey: .medianHeight)
    try container.encode(isSynthetic, forKey: .isSynthetic)
  }
}
