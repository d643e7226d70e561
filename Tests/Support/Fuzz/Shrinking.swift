/// A shorter list that fails like the given one, from which no single part can be left out.
///
/// Leaves out ever smaller parts and keeps what still fails (Zeller's delta debugging).
/// - Parameter tries: how often `fails` may be asked; when they are used up, the shortest list so far is the result.
public func shrunk<Element>(
  _ list: [Element], tries: Int = 400, fails: ([Element]) -> Bool
) -> [Element] {
  var shortest = list
  var left = tries
  var part = max(1, list.count / 2)
  while true {
    var start = 0
    var hasShrunk = false
    while start < shortest.count {
      guard left > 0 else { return shortest }
      left -= 1
      var candidate = shortest
      candidate.removeSubrange(start..<min(shortest.count, start + part))
      if fails(candidate) {
        shortest = candidate
        hasShrunk = true
      } else {
        start += part
      }
    }
    if part == 1, !hasShrunk { return shortest }
    if part > 1 { part /= 2 }
  }
}
