#if !hasFeature(Embedded)

  extension Architecture: CustomStringConvertible {
    /// The architecture with exactly this name, or nil.
    public init?(_ name: String) { self.init(name: name.utf8) }

    public var description: String { "\(name)" }
  }

  extension WeightOrigin: CustomStringConvertible {
    /// The origin with exactly this name, or nil.
    public init?(_ name: String) { self.init(name: name.utf8) }

    public var description: String { "\(name)" }
  }

  extension InstructionSet: CustomStringConvertible {
    /// The instruction set with exactly this name, or nil.
    public init?(_ name: String) { self.init(name: name.utf8) }

    public var description: String { "\(name)" }
  }

  extension Precision: CustomStringConvertible {
    /// The precision with exactly this name, or nil.
    public init?(_ name: String) { self.init(name: name.utf8) }

    public var description: String { "\(name)" }
  }

#endif
