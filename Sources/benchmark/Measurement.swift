/// What was found for one figure.
struct Measurement {
  /// What a figure has to keep to.
  enum Limit {
    /// On ours divided by beside.
    case ratio(Double)
    /// On ours alone, in its own unit.
    case ours(Double)
  }

  let ours: Double
  let beside: Double?
  let limit: Limit

  /// Ours divided by beside; nil where there is nothing beside it.
  var ratio: Double? {
    guard let beside, beside > 0 else { return nil }
    return ours / beside
  }

  var isKept: Bool {
    switch limit {
    case .ratio(let limit): ratio.map { $0 <= limit } ?? false
    case .ours(let limit): ours <= limit
    }
  }

  /// Name, ours, beside, ratio, limit and verdict, separated by tabs; "-" is what there is not.
  func line(named name: String) -> String {
    let limitValue =
      switch limit {
      case .ratio(let limit), .ours(let limit): limit
      }
    let fields = [
      name, decimal(ours), beside.map(decimal) ?? "-", ratio.map(decimal) ?? "-",
      decimal(limitValue), isKept ? "ok" : "miss",
    ]
    return fields.joined(separator: "\t")
  }
}

/// A figure, or the reason why this machine does not yield it.
enum Outcome {
  case measured(Measurement)
  case skipped(String)
}

/// A number with at most three decimals and none that says nothing: "2", "1.804".
func decimal(_ value: Double) -> String {
  let thousandths = Int((value * 1000).rounded())
  let whole = "\(thousandths / 1000)"
  var fraction = "\(1000 + thousandths % 1000)".dropFirst()
  while fraction.last == "0" {
    fraction.removeLast()
  }
  return fraction.isEmpty ? whole : "\(whole).\(fraction)"
}

extension [Double] {
  /// The middle value; of an even number of values the mean of the two in the middle.
  var median: Double {
    guard !isEmpty else { return .nan }
    let sorted = self.sorted()
    let middle = count / 2
    return count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }

  /// The value that all but one of a hundred stay below.
  var percentile99: Double {
    guard !isEmpty else { return .nan }
    return sorted()[Swift.min(count - 1, count * 99 / 100)]
  }
}

extension Duration {
  var milliseconds: Double {
    Double(components.seconds) * 1e3 + Double(components.attoseconds) / 1e15
  }
}
