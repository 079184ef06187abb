import Foundation

extension ServerParts {
  /// Everything that is counted, for a collector of metrics.
  var metricsText: String {
    let figures = metrics.figures
    var text = MetricsText()
    addRequests(figures, to: &text)
    addScreening(figures, to: &text)
    addProcess(.now, to: &text)
    return text.text
  }

  private func addRequests(_ figures: ServerMetrics.Figures, to text: inout MetricsText) {
    let answers = figures.answers.sorted {
      ($0.key.route, $0.key.status) < ($1.key.route, $1.key.status)
    }
    text.counter(
      "lentigo_http_requests_total", "Requests answered, by route and status.",
      answers.map {
        ([("route", $0.key.route), ("status", "\($0.key.status)")], Double($0.value))
      })
    text.histogram(
      "lentigo_http_request_duration_seconds", "From a request's head to its answer.",
      figures.latencies.sorted { $0.key < $1.key }.map { ([("route", $0.key)], $0.value) })
    text.gauge(
      "lentigo_http_requests_in_flight", "Requests being answered.", Double(figures.openRequests))
    text.gauge("lentigo_connections_open", "Connections open.", Double(connections.count))
    text.gauge(
      "lentigo_connections_limit", "Connections that may be open.",
      Double(settings.limits.connections))
    text.gauge(
      "lentigo_body_bytes", "Bytes of request bodies in memory.", Double(budget.usedBytes))
    text.gauge(
      "lentigo_body_bytes_limit", "Bytes of request bodies that may be in memory.",
      Double(settings.limits.bufferedBytes))
  }

  private func addScreening(_ figures: ServerMetrics.Figures, to text: inout MetricsText) {
    let load = desk.load
    text.gauge("lentigo_queue_depth", "Pictures that wait for a thread.", Double(load.waiting))
    text.gauge(
      "lentigo_queue_limit", "Pictures that may wait for a thread.",
      Double(settings.limits.queue))
    text.gauge("lentigo_workers_busy", "Threads that judge a picture.", Double(load.running))
    text.gauge("lentigo_workers", "Threads that judge pictures.", Double(desk.workerCount))
    text.counter(
      "lentigo_verdicts_total", "Pictures judged, by verdict.",
      figures.verdicts.sorted { $0.key < $1.key }.map { ([("verdict", $0.key)], Double($0.value)) })
    text.histogram(
      "lentigo_queue_seconds", "How long pictures waited for a thread.", [([], figures.waiting)])
    text.histogram(
      "lentigo_decode_seconds", "Decoding a picture.", [([], figures.decoding)])
    text.histogram(
      "lentigo_network_seconds", "Judging a decoded picture: quality, resizing and network.",
      [([], figures.network)])
  }

  private func addProcess(_ process: ProcessFigures, to text: inout MetricsText) {
    text.gauge(
      "lentigo_info", "The program and its model.", 1,
      [("version", settings.version), ("model_sha256", model.sha256)])
    text.gauge(
      "process_start_time_seconds", "When the server was started, in seconds since 1970.",
      startTime.timeIntervalSince1970)
    text.counter(
      "process_cpu_seconds_total", "Processor time of all threads.",
      [([], process.processorSeconds)])
    if let bytes = process.residentBytes {
      text.gauge("process_resident_memory_bytes", "Memory in use.", Double(bytes))
    }
    if let files = process.openFiles {
      text.gauge("process_open_fds", "Files, sockets and pipes that are open.", Double(files))
    }
  }
}
