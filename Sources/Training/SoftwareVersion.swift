/// The version that trained models carry in their metadata, and that `lentigo --version` prints.
public let softwareVersion = "0.1.0"
