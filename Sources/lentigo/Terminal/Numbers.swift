import Foundation
import Report

/// Numbers as the terminal shows them, the same in every locale.
enum Numbers {
  /// 1602929 -> "1,602,929".
  static func grouped(_ value: Int) -> String { value.grouped }

  /// Minutes and seconds, with hours where there are any: "0:07", "12:30", "1:02:03".
  static func clock(_ duration: Duration) -> String {
    let seconds = max(0, Int(duration.components.seconds))
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
    let tail = String(format: "%02d", seconds % 60)
    return hours > 0
      ? "\(hours):\(String(format: "%02d", minutes)):\(tail)" : "\(minutes):\(tail)"
  }

  /// How long something took: "0.8 s", "12.3 s", then as `clock`.
  static func duration(_ duration: Duration) -> String {
    let seconds = duration / .seconds(1)
    return seconds < 59.95 ? "\(fixed(seconds, 1)) s" : clock(duration)
  }

  /// What is added to something else, such as `- 2.042`.
  static func term(_ value: Double, _ decimals: Int = 3) -> String {
    "\(value < 0 ? "-" : "+") \(fixed(abs(value), decimals))"
  }

  /// A fixed number of decimals; "undefined" where there is no value.
  static func fixed(_ value: Double?, _ decimals: Int = 3) -> String {
    value.map { String(format: "%.\(decimals)f", $0) } ?? "undefined"
  }
}
