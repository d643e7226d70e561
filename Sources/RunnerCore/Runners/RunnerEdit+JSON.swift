extension RunnerEdit {
  /// The JSON object to send: what changes and nothing else, always in the same order.
  public func jsonBody() -> String { JSONValue.object(members).text }
}
