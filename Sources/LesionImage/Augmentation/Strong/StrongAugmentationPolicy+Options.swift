extension StrongAugmentationPolicy {
  /// This policy with one element switched off, for ablations.
  public func without(_ option: StrongAugmentationOption) -> StrongAugmentationPolicy {
    var policy = self
    policy.setProbability(of: option, to: 0)
    return policy
  }

  /// This policy with no other elements than the given ones.
  public func only(_ options: [StrongAugmentationOption]) -> StrongAugmentationPolicy {
    var policy = self
    for option in StrongAugmentationOption.allCases where !options.contains(option) {
      policy = policy.without(option)
    }
    return policy
  }

  /// The given elements alone, done to every picture, to look at them.
  public func always(_ options: [StrongAugmentationOption]) -> StrongAugmentationPolicy {
    var policy = only(options)
    for option in options { policy.setProbability(of: option, to: 1) }
    return policy
  }

  private mutating func setProbability(of option: StrongAugmentationOption, to share: Float) {
    switch option {
    case .colorConstancy: balancesColors = share > 0
    case .horizontalFlip: horizontalFlip = share
    case .verticalFlip: verticalFlip = share
    case .transposition: transposition = share
    case .rotation: rotation.probability = share
    case .crop: cropArea.probability = share
    case .shear: shear.probability = share
    case .fill: fill = share
    case .channelGain: channelGain.probability = share
    case .brightness: brightness.probability = share
    case .contrast: contrast.probability = share
    case .saturation: saturation.probability = share
    case .grey: grey = share
    case .hue: hue.probability = share
    case .detail: detail.probability = share
    case .blur: blur.probability = share
    case .noise: noise.probability = share
    case .compression: compression.probability = share
    case .hair: hair.probability = share
    case .ruler: ruler = share
    case .ink: ink.probability = share
    case .vignette: vignette.probability = share
    case .border: border.probability = share
    case .cutout: cutout.probability = share
    }
  }
}
