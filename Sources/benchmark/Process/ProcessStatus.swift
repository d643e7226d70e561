import Glibc

/// What the kernel tells of a process (proc(5)).
struct ProcessStatus {
  let pid: pid_t

  /// The largest resident set so far, in megabytes of 1024 x 1024 bytes.
  func peakMemory() throws(BenchmarkFailure) -> Double {
    guard let kilobytes = value(of: "VmHWM", in: "/proc/\(pid)/status") else {
      throw BenchmarkFailure(message: "/proc/\(pid)/status has no VmHWM.")
    }
    return Double(kilobytes) / 1024
  }

  /// Bytes of the resident set now.
  func residentBytes() throws(BenchmarkFailure) -> Double {
    guard let kilobytes = value(of: "VmRSS", in: "/proc/\(pid)/status") else {
      throw BenchmarkFailure(message: "/proc/\(pid)/status has no VmRSS.")
    }
    return Double(kilobytes) * 1024
  }

  /// Context switches of every thread since it began, by thread id. A thread that wakes up does so
  /// by one.
  func contextSwitches() throws(BenchmarkFailure) -> [pid_t: Int] {
    guard let folder = opendir("/proc/\(pid)/task") else {
      throw BenchmarkFailure(message: "Process \(pid) is gone.")
    }
    defer { closedir(folder) }
    var switches: [pid_t: Int] = [:]
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard let thread = pid_t(name) else { continue }
      let status = "/proc/\(pid)/task/\(thread)/status"
      switches[thread] =
        (value(of: "voluntary_ctxt_switches", in: status) ?? 0)
        + (value(of: "nonvoluntary_ctxt_switches", in: status) ?? 0)
    }
    return switches
  }

  /// The number in the line `key: number`.
  private func value(of key: String, in path: String) -> Int? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    let text = String(decoding: readToEnd(of: file), as: UTF8.self)
    guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix("\(key):") }) else {
      return nil
    }
    return Int(line.dropFirst(key.count + 1).prefix { !$0.isLetter }.filter(\.isNumber))
  }
}
