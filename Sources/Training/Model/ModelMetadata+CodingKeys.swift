extension ModelMetadata {
  enum CodingKeys: String, CodingKey {
    case format, architecture, weights, preprocessing, training, precisions, calibration, novelty
    case operatingPoint = "operating_point"
    case operatingPoints = "operating_points"
  }
}

extension ModelMetadata.OperatingPoint {
  enum CodingKeys: String, CodingKey {
    case name, target, threshold, rule, sensitivity, specificity, malignant, benign
    case chosenOn = "chosen_on"
    case sensitivityInterval = "sensitivity_interval"
    case specificityInterval = "specificity_interval"
    case sensitivityIntervalByPatient = "sensitivity_interval_by_patient"
    case specificityIntervalByPatient = "specificity_interval_by_patient"
  }
}

extension ModelMetadata.Training {
  enum CodingKeys: String, CodingKey {
    case recipe, seed, split, data, sources, libtorch, device
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
