/// The course of several trainings: a row each, loss on the left, validation AUC on the right.
struct LearningFigure {
  struct Course {
    let name: String
    let epochs: [PaperReport.Epoch]
  }

  var id = "learning"
  var title = "Learning curves"
  let courses: [Course]

  private static let top = 66.0
  private static let height = 104.0
  private static let pitch = 168.0

  func drawing() -> Drawing {
    let all = courses.flatMap(\.epochs)
    // The same scales in every row, so that rows can be compared.
    let loss = PlotFrame.Scale.around(all.map(\.trainLoss))
    let auc = PlotFrame.Scale.around(all.map(\.validationAUC), limits: 0...1)
    var builder = SVGBuilder()
    builder.text(title, at: [16, 27], class: "title")
    builder.text("training loss", at: [52, 50], class: "note")
    builder.text("validation AUC", at: [276, 50], class: "note")
    for (index, course) in courses.enumerated() {
      let top = Self.top + Self.pitch * Double(index)
      builder.text(course.name, at: [52, top + 8], class: "name small")
      let bottom = top + 18 + Self.height
      for (left, scale, value) in [
        (52.0, loss, \PaperReport.Epoch.trainLoss), (276, auc, \.validationAUC),
      ] {
        let frame = PlotFrame(
          origin: [left, bottom], size: [164, Self.height], x: Self.epochScale(course.epochs),
          y: scale)
        frame.draw(into: &builder)
        let name = FigureStyle.series(index)
        let points = course.epochs.map { frame.position([Double($0.epoch), $0[keyPath: value]]) }
        builder.polyline(points, class: "curve \(name)")
        for (epoch, point) in zip(course.epochs, points) where epoch.isKept {
          builder.circle(at: point, radius: 4.5, class: "mark c\(index % FigureStyle.colorCount)")
        }
      }
    }
    let bottom = Self.top + Self.pitch * Double(courses.count)
    builder.circle(at: [57, bottom], radius: 4.5, class: "mark c0")
    builder.text("the epoch that was kept", at: [70, bottom + 4], class: "note")
    builder.text("epoch", at: [440, bottom + 4], anchor: .end, class: "note")
    return Drawing(
      id: id, title: title,
      summary: courses.map(Self.words).joined(separator: "; "), width: 460, height: bottom + 18,
      elements: builder.elements)
  }

  /// Whole epochs, at most about eight labels.
  private static func epochScale(_ epochs: [PaperReport.Epoch]) -> PlotFrame.Scale {
    let first = epochs.map(\.epoch).min() ?? 1
    let last = max(first + 1, epochs.map(\.epoch).max() ?? 1)
    let step = max(1, (last - first + 7) / 8)
    return PlotFrame.Scale(
      lower: Double(first), upper: Double(last),
      ticks: stride(from: first, through: last, by: step).map { (Double($0), "\($0)") })
  }

  private static func words(_ course: Course) -> String {
    guard let first = course.epochs.first, let last = course.epochs.last else {
      return "\(course.name): no epochs"
    }
    let kept = course.epochs.first(where: \.isKept).map {
      "; epoch \($0.epoch) kept, validation AUC \(Notation.share($0.validationAUC))"
    }
    return "\(course.name): training loss from \(Notation.measured(first.trainLoss)) to "
      + "\(Notation.measured(last.trainLoss)) in \(course.epochs.count) epochs\(kept ?? "")"
  }
}
