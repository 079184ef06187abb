extension APIDescription {
  /// What can be asked, and which answers there are.
  ///
  /// - Parameter security: a member that asks for the token, with a comma behind it; or nothing.
  static func paths(_ limits: ServerLimits, security: String) -> String {
    """
    "/v1/screen": {
      "post": {
        "operationId": "screen",
        "summary": "Judge one picture.",
        "description": "The answer is what `lentigo diagnose --json` prints of the same file, without \
    the file's name. At most \(limits.bodyBytes) bytes and \(limits.pixels) pixels; at most \
    \(limits.queue) pictures wait. Example: curl -H 'Content-Type: image/jpeg' \
    --data-binary @lesion.jpg URL/v1/screen",
        \(security)
        "parameters": [{
          "name": "operating-point", "in": "query", "schema": {"type": "string"},
          "description": "Decide at this threshold of the model instead of its default; \
    /v1/model names them."
        }],
        "requestBody": {
          "required": true,
          "content": {
            "image/jpeg": {"schema": {"type": "string", "format": "binary"}},
            "image/png": {"schema": {"type": "string", "format": "binary"}},
            "multipart/form-data": {
              "schema": {
                "type": "object", "required": ["picture"],
                "properties": {"picture": {"type": "string", "format": "binary"}}
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The verdict. A picture too poor to judge gives `retake`.",
            "content": {
              "application/json": {"schema": {"$ref": "#/components/schemas/Diagnosis"}}
            }
          },
          \(problems(["400", "401", "403", "408", "413", "415", "422", "500", "503", "504"]))
        }
      }
    },
    "/v1/model": {
      "get": {
        "operationId": "model", "summary": "The model that judges.",
        \(security)
        "responses": {
          "200": {
            "description": "The model.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Model"}}}
          },
          \(problems(["401"]))
        }
      }
    },
    "/health": {
      "get": {
        "operationId": "health", "summary": "Whether pictures can be sent.",
        "responses": {
          "200": {
            "description": "They can.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Health"}}}
          },
          "503": {
            "description": "They cannot: the server starts or stops.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Health"}}}
          }
        }
      }
    },
    "/metrics": {
      "get": {
        "operationId": "metrics", "summary": "What the server has done, for Prometheus.",
        \(security)
        "responses": {
          "200": {
            "description": "Metrics in the text format, version 0.0.4.",
            "content": {"text/plain": {"schema": {"type": "string"}}}
          },
          \(problems(["401"]))
        }
      }
    },
    "/openapi.json": {
      "get": {
        "operationId": "description", "summary": "This document.",
        "responses": {
          "200": {
            "description": "OpenAPI 3.1.",
            "content": {"application/json": {"schema": {"type": "object"}}}
          }
        }
      }
    }
    """
  }

  private static func problems(_ statuses: [String]) -> String {
    statuses.map { ##""\##($0)": {"$ref": "#/components/responses/\##($0)"}"## }
      .joined(separator: ",\n          ")
  }
}
