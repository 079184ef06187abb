import Server
import Testing

@Suite("Metrics as text")
struct MetricsTextTests {
  @Test func everyKind() {
    var text = MetricsText()
    text.counter("a_total", "A.", [([("x", "q\"\\\n")], 3), ([], 0.5)])
    text.gauge("b", "B.", -1)
    var histogram = Histogram(bounds: [0.5, 1])
    for seconds in [0.25, 0.5, 0.75, 9] { histogram.add(.seconds(seconds)) }
    text.histogram("c_seconds", "C.", [([("r", "s")], histogram)])
    #expect(
      text.text == #"""
        # HELP a_total A.
        # TYPE a_total counter
        a_total{x="q\"\\\n"} 3
        a_total 0.5
        # HELP b B.
        # TYPE b gauge
        b -1
        # HELP c_seconds C.
        # TYPE c_seconds histogram
        c_seconds_bucket{r="s",le="0.5"} 2
        c_seconds_bucket{r="s",le="1.0"} 3
        c_seconds_bucket{r="s",le="+Inf"} 4
        c_seconds_sum{r="s"} 10.5
        c_seconds_count{r="s"} 4

        """#)
  }
}
