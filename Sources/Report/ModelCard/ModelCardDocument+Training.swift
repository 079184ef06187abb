import Evaluation
import Foundation

extension ModelCardDocument {
  var training: Section {
    let training = card.training
    let interval = training.validationAUCInterval.flatMap {
      $0.count == 2 ? ConfidenceInterval(lower: $0[0], upper: $0[1], confidence: 0.95) : nil
    }
    let sources =
      training.sources.isEmpty
      ? [] : [Block.Fact(name: "Sources", value: training.sources.joined(separator: "; "))]
    return Section(
      id: "training", title: "Training",
      blocks: [
        .facts(
          facts(training, validated: interval) + sources
            + (training.machine.map { [.init(name: "Every layer by", value: $0)] } ?? [])),
        .paragraph("The recipe, as the model file has it:"),
        .code(training.recipe),
      ])
  }

  private func facts(
    _ training: ModelCard.Training, validated interval: ConfidenceInterval?
  ) -> [Block.Fact] {
    [
      .init(name: "Data", value: training.data),
      .init(name: "Split", value: training.split),
      .init(
        name: "Trained on",
        value: Notation.count(training.trainingImages, "image", "images")
          + " (\(training.trainingMalignant.grouped) malignant), "
          + Notation.count(training.trainingPatients, "known patient", "known patients")),
      .init(
        name: "Tuned on",
        value: Notation.count(training.validationImages, "image", "images")
          + " (\(training.validationMalignant.grouped) malignant): AUC "
          + "\(Notation.share(training.validationAUC)) \(Notation.interval(interval)), which "
          + "flatters the model as far as anything was chosen there"),
      .init(
        name: "Provenance",
        value: "the file carries the fingerprints of \(training.fingerprints.grouped) images, "
          + "by which it recognises them under any name"),
      .init(name: "Kept epoch", value: "\(training.bestEpoch)"),
      .init(name: "Seed", value: "\(training.seed)"),
      .init(name: "Data fingerprint", value: training.dataFingerprint),
      .init(name: "Trained with", value: "lentigo \(training.software)"),
    ]
  }

  var cost: Section {
    guard let seconds = card.training.seconds else {
      return Section(
        id: "cost", title: "Time and carbon",
        blocks: [.paragraph("The training's log was not at hand, so its time is not known.")])
    }
    let cost = card.cost
    return Section(
      id: "cost", title: "Time and carbon",
      blocks: [
        .facts([
          .init(
            name: "Training",
            value: "\(Notation.measured(seconds / 60)) minutes"
              + (card.training.epochs.map { " in \(Notation.count($0, "epoch", "epochs"))" } ?? "")
              + ", any teachers' included, from the log beside the model"),
          .init(
            name: "Energy",
            value: "\(Notation.measured(cost.kilowattHours(seconds: seconds))) kWh, if the machine "
              + "takes \(Notation.measured(cost.watts)) W"),
          .init(
            name: "Carbon dioxide",
            value: "\(Notation.measured(cost.grams(seconds: seconds))) g, at "
              + "\(Notation.measured(cost.gramsPerKilowattHour)) g/kWh"),
        ]),
        .note(
          "Watts and grams are assumptions, not measurements; the search for the recipe is not in "
            + "them."),
      ])
  }

  var again: Section {
    let trained: [Block] =
      if let command = card.training.command {
        [.paragraph("Trained by this command, as the maker of the card gives it:"), .code(command)]
      } else {
        [
          .paragraph(
            "The command that trained the model was not given; recipe, seed, split and data stand "
              + "above.")
        ]
      }
    return Section(
      id: "again", title: "Making it again",
      blocks: trained + [.paragraph("This card:"), .code(card.command)])
  }

  var limits: Section {
    let small = card.tests.flatMap { test in
      test.subgroups.flatMap { analysis in
        analysis.groups.filter(\.isSmall).map {
          "\(test.data), \(analysis.property) \($0.name ?? "not known")"
        }
      }
    }
    let flattered = card.tests.filter { $0.imagesOfTrainingPatients > 0 }.map {
      "\($0.imagesOfTrainingPatients.grouped) of the images of \($0.data) show patients that the model "
        + "was trained on, which flatters it."
    }
    let smallGroups =
      small.isEmpty
      ? []
      : [
        "Too few images to say much (fewer than \(SubgroupSummary.smallClassCount) of a class): "
          + small.joined(separator: "; ") + "."
      ]
    return Section(
      id: "limits", title: "Limits",
      blocks: [
        .list(
          flattered + smallGroups + [
            "Shares of malignant lesions in these data are not those of a practice, so predictive "
              + "values and risks do not carry over as they are.",
            "A threshold that reached its aim on these images may miss it with another dermatoscope, "
              + "another clinic or other people.",
            "ITA is measured from the picture, under the lamp and colour balance of the moment. It is "
              + "not a Fitzpatrick type, and nobody was asked.",
            "Labels are those of the data sets; not every benign lesion was excised and examined.",
          ])
      ])
  }
}
