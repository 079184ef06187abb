import ArgumentParser
import LesionImage

/// The augmentation that the paper names without an amount.
struct HueOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Turn colours by up to this many degrees either way; the paper names hue without an amount.",
      valueName: "degrees"))
  var hue: Float = 0

  func validate() throws {
    guard (0...180).contains(hue) else { throw ValidationError("--hue must be 0 to 180 degrees") }
  }

  func applied(to policy: AugmentationPolicy) -> AugmentationPolicy {
    var policy = policy
    policy.hue = -hue...hue
    return policy
  }
}
