import Glibc

/// A pipe whose ends started programs do not inherit unless they are redirected to them.
struct Pipe {
  let readEnd: Int32
  let writeEnd: Int32

  /// The caller closes both ends.
  init() throws(BenchmarkFailure) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else {
      throw BenchmarkFailure(message: "No pipe: \(String(cString: strerror(errno))).")
    }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    readEnd = ends[0]
    writeEnd = ends[1]
  }
}

/// Everything that can be read from a descriptor until its other end is closed.
func readToEnd(of descriptor: Int32) -> [UInt8] {
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 65536)
  while true {
    let count = read(descriptor, &buffer, buffer.count)
    if count > 0 {
      bytes += buffer[..<count]
    } else if count == 0 || errno != EINTR {
      return bytes
    }
  }
}
