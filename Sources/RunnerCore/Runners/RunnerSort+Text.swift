extension RunnerSort {
  /// Reads `FIELD` or `-FIELD`, the latter descending; nil for a field that does not exist.
  public init?(parsing text: String) {
    let isDescending = text.hasPrefix("-")
    guard let field = RunnerSortField(rawValue: isDescending ? String(text.dropFirst()) : text)
    else { return nil }
    self.init(field, isDescending: isDescending)
  }

  /// The text from which it is read back.
  public var text: String { (isDescending ? "-" : "") + field.rawValue }
}
