import LesionImage
import NeuralNetwork

extension APIDescription {
  /// The answers that are no verdict, by status.
  static var responses: String {
    let texts = [
      ("400", "The picture is damaged, or the request cannot be understood."),
      ("401", "The token is missing or wrong."),
      ("403", "A page of another site asked."),
      ("408", "The picture did not arrive in time."),
      ("413", "The picture has too many bytes or pixels."),
      ("415", "The content is of another type than those that are read, or than it says."),
      ("422", "The content is neither JPEG nor PNG, or a rare variant of them."),
      ("500", "Something went wrong in the server."),
      ("503", "Too many pictures wait, or the server is about to stop."),
      ("504", "There was no verdict in time."),
    ]
    return texts.map { status, text in
      let header =
        status == "503"
        ? ##""headers": {"Retry-After": {"$ref": "#/components/headers/Retry-After"}}, "## : ""
      return """
        "\(status)": {
          "description": "\(text)", \(header)
          "content": {
            "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
          }
        }
        """
    }.joined(separator: ",\n")
  }

  /// The shapes of all answers.
  static var schemas: String {
    """
    "Diagnosis": {
      "type": "object",
      "required": ["verdict", "risk", "threshold", "quality", "message", "disclaimer"],
      "properties": {
        "verdict": {
          "enum": ["refer", "no-sign", "retake"],
          "description": "See a doctor; no sign found, which is no all-clear; take the picture again."
        },
        "risk": {
          "type": ["number", "null"], "minimum": 0, "maximum": 1,
          "description": "The model's probability of melanoma; null where the picture cannot be judged."
        },
        "threshold": {
          "type": "number", "minimum": 0, "maximum": 1, "description": "Refer from this risk on."
        },
        "quality": {
          "type": "object", "required": ["usable", "issues"],
          "properties": {
            "usable": {"type": "boolean"},
            "issues": {
              "type": "array", "items": {"enum": [\(issues)]},
              "description": "Why the picture has to be taken again; empty where it can be judged."
            },
            "novelty": {
              "type": "number", "minimum": 0,
              "description": "How unlike a lesion the picture is, 1 being usual; absent where the model \
    cannot tell."
            },
            "noveltyLimit": {
              "type": "number", "minimum": 0, "description": "Above it the picture shows no lesion."
            }
          }
        },
        "message": {"type": "string", "description": "The verdict in a sentence."},
        "disclaimer": {
          "type": "string", "description": "To be shown wherever a person reads the verdict."
        },
        "operatingPoint": {
          "type": "string", "description": "The threshold's name, where it has one."
        },
        "precision": {
          "enum": [\(precisions)],
          "description": "What the network computed in, unless it is fp32."
        }
      }
    },
    "Model": {
      "type": "object",
      "required": [
        "name", "sha256", "bytes", "architecture", "parameters", "input", "precision", "calibration",
        "threshold", "operatingPoints", "disclaimer"
      ],
      "properties": {
        "name": {"type": "string"},
        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        "bytes": {"type": "integer", "minimum": 1},
        "architecture": {"type": "string"},
        "parameters": {"type": "integer", "minimum": 1},
        "input": {
          "type": "object", "required": ["width", "height"],
          "properties": {
            "width": {"type": "integer", "minimum": 1}, "height": {"type": "integer", "minimum": 1}
          }
        },
        "precision": {"enum": ["fp32", \(precisions)]},
        "calibration": {
          "type": "object", "required": ["slope", "intercept"],
          "properties": {"slope": {"type": "number"}, "intercept": {"type": "number"}},
          "description": "The risk is sigmoid(slope x output + intercept)."
        },
        "threshold": {"type": "number", "minimum": 0, "maximum": 1},
        "operatingPoint": {"type": "string"},
        "operatingPoints": {
          "type": "array",
          "items": {
            "type": "object", "required": ["name", "threshold"],
            "properties": {
              "name": {"type": "string"},
              "threshold": {"type": "number", "minimum": 0, "maximum": 1}
            }
          }
        },
        "disclaimer": {"type": "string"}
      }
    },
    "Health": {
      "type": "object", "required": ["status", "model", "version"],
      "properties": {
        "status": {"enum": [\(statuses)]},
        "model": {
          "type": "object", "required": ["name", "sha256"],
          "properties": {
            "name": {"type": "string"}, "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"}
          }
        },
        "version": {"type": "string"}
      }
    },
    "Problem": {
      "type": "object", "required": ["type", "title", "status", "detail"],
      "description": "RFC 9457.",
      "properties": {
        "type": {"type": "string", "pattern": "^urn:lentigo:problem:[a-z-]+$"},
        "title": {"type": "string"},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {"type": "string"}
      }
    }
    """
  }

  private static var issues: String {
    QualityIssues.named.map { quoted("\($0.name)") }.joined(separator: ", ")
  }

  private static var precisions: String {
    Precision.allCases.filter { $0 != .fp32 }.map { quoted("\($0)") }.joined(separator: ", ")
  }

  private static var statuses: String {
    HealthAnswer.Status.allCases.map { quoted($0.rawValue) }.joined(separator: ", ")
  }
}
