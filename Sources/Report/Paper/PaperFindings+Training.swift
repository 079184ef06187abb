extension PaperFindings {
  /// How the trainings went.
  var learningSection: Section {
    let courses = networks.filter { !$0.epochs.isEmpty }
      .map { LearningFigure.Course(name: $0.row.name, epochs: $0.epochs) }
    let title = "Learning curves"
    guard !courses.isEmpty else {
      return Section(
        id: "learning-curves", title: title,
        blocks: [.paragraph("No network has been trained yet.")])
    }
    let ablation = report.ablation.filter { !$0.epochs.isEmpty }
      .map { LearningFigure.Course(name: $0.name, epochs: $0.epochs) }
    let last = courses.filter { $0.epochs.last?.isKept ?? false }.map(\.name)
    let advice =
      last.isEmpty
      ? "Every network had its best epoch before the last."
      : "The last epoch is the best for \(Notation.list(last)): more epochs might give more."
    return Section(
      id: "learning-curves", title: title,
      blocks: [
        .figure(
          Block.Figure(
            id: "figure-learning", label: "Figure 9",
            caption:
              "Training loss and validation AUC after each epoch, on common scales. The epoch "
              + "with the largest validation AUC is kept.",
            content: .drawing(LearningFigure(courses: courses).drawing()))),
        .paragraph(advice),
      ] + (ablation.count > 1 ? [Self.ablationCurves(ablation)] : []))
  }

  private static func ablationCurves(_ courses: [LearningFigure.Course]) -> Block {
    .figure(
      Block.Figure(
        id: "figure-ablation-learning", label: "Figure 10",
        caption:
          "The same for the recipe with elements left out. A loss without its focal factor or "
          + "weights has another scale, so compare the losses' course and not their height.",
        content: .drawing(
          LearningFigure(
            id: "ablation-learning", title: "Learning curves without elements", courses: courses
          ).drawing())))
  }
}
