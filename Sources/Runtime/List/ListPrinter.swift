import RunnerCore

/// Runners as text, a portion at a time.
///
/// JSON and CSV go out as they come, so that a long list takes no more memory than a short one; a table has to
/// know all its cells before its columns are aligned.
struct ListPrinter {
  let format: ListOptions.Format
  /// Whether anything has been printed.
  private(set) var hasBegun = false
  private var table = RunnerTable()

  init(_ format: ListOptions.Format) {
    self.format = format
  }

  /// What is to be written of more runners now.
  mutating func text(of runners: some Sequence<Runner>) -> String {
    switch format {
    case .table:
      for runner in runners { table.add(runner) }
      return ""
    case .json:
      var text = ""
      for runner in runners {
        text += hasBegun ? ",\n" : "[\n"
        hasBegun = true
        text += runner.jsonObject.text
      }
      return text
    case .csv:
      var text = ""
      for runner in runners {
        if !hasBegun { text += Self.row(Runner.csvHeader) }
        hasBegun = true
        text += Self.row(runner.csvFields)
      }
      return text
    }
  }

  /// What closes the list.
  mutating func end() -> String {
    defer { hasBegun = true }
    switch format {
    case .table: return table.text
    case .json: return hasBegun ? "\n]\n" : "[]\n"
    case .csv: return hasBegun ? "" : Self.row(Runner.csvHeader)
    }
  }

  /// A line of RFC 4180. Quotation marks stand around everything that needs them, and around what some readers
  /// would trim.
  private static func row(_ fields: [String]) -> String {
    fields.map(quoted).joined(separator: ",") + "\r\n"
  }

  private static func quoted(_ field: String) -> String {
    let needsQuotes =
      field.utf8.contains { [UInt8(ascii: "\""), UInt8(ascii: ","), 0x0A, 0x0D].contains($0) }
      || field.hasPrefix(" ") || field.hasSuffix(" ")
    guard needsQuotes else { return field }
    var result = "\""
    for scalar in field.unicodeScalars {
      if scalar == "\"" { result += "\"" }
      result.unicodeScalars.append(scalar)
    }
    return result + "\""
  }
}
