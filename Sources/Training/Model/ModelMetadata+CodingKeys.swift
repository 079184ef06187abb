extension ModelMetadata {
  enum CodingKeys: String, CodingKey {
    case format, architecture, weights, preprocessing, training, precisions
    case operatingPoint = "operating_point"
  }
}

extension ModelMetadata.OperatingPoint {
  enum CodingKeys: String, CodingKey {
    case threshold, rule, sensitivity, specificity
    case chosenOn = "chosen_on"
    case sensitivityInterval = "sensitivity_interval"
    case specificityInterval = "specificity_interval"
  }
}

extension ModelMetadata.Training {
  enum CodingKeys: String, CodingKey {
    case recipe, seed, split, data
    case dataFingerprint = "data_fingerprint"
    case backboneFingerprint = "backbone_fingerprint"
    case lentigoVersion = "lentigo_version"
    case trainingImages = "training_images"
    case trainingMalignant = "training_malignant"
    case trainingPatients = "training_patients"
    case validationImages = "validation_images"
    case validationMalignant = "validation_malignant"
    case bestEpoch = "best_epoch"
    case validationAUC = "validation_auc"
    case validationAUCInterval = "validation_auc_interval"
  }
}
