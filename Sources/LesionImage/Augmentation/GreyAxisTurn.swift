/// A turn of the colours about the grey axis with a change of their distance to it: what a channel
/// keeps of itself, gets from the next channel (red from green) and from the previous one (red from
/// blue).
struct GreyAxisTurn {
  let own: Double
  let next: Double
  let previous: Double

  init(degrees: Double, saturation: Double, brightness: Double) {
    let (sine, cosine) = Trigonometry.sineAndCosine(degrees: degrees)
    // Rotation about the grey axis (Rodrigues): it keeps the mean of the channels.
    let shared = (1 - cosine) / 3
    let swirl = sine * (1.0 / 3).squareRoot()
    let grey = (1 - saturation) / 3
    own = brightness * (grey + saturation * (cosine + shared))
    next = brightness * (grey + saturation * (shared - swirl))
    previous = brightness * (grey + saturation * (shared + swirl))
  }
}
