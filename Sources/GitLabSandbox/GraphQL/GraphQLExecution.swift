import FoundationEssentials

/// Executes planned fields and writes their values as JSON at once, in the order of the selection.
extension GitLabSandbox {
  /// Writes an object.
  ///
  /// - Returns: false when a field that may not be null is; then nothing is left of the object.
  mutating func write(
    _ fields: [GraphQLPlannedField], of source: GraphQLSource, _ run: inout GraphQLRun,
    _ output: inout [UInt8]
  ) -> Bool {
    let mark = output.count
    output.append(UInt8(ascii: "{"))
    // By index, because a copy of each field costs more than many a value.
    for index in fields.indices {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      output.append(contentsOf: fields[index].keyBytes)
      let result = fields[index].field.resolve(&self, &run, source, fields[index].arguments)
      if !write(result, of: fields[index], &run, &output) {
        output.removeLast(output.count - mark)
        return false
      }
    }
    output.append(UInt8(ascii: "}"))
    return true
  }

  /// Writes the value of a field; false when it is null and may not be.
  private mutating func write(
    _ result: GraphQLResult, of field: GraphQLPlannedField, _ run: inout GraphQLRun,
    _ output: inout [UInt8]
  ) -> Bool {
    switch result {
    case .null: return writeNull(field, &run, &output)
    case .failure(let message):
      run.report(message, at: field)
      output.append(contentsOf: "null".utf8)
      return !field.isNonNull
    case .object(let source):
      run.path.append(.string(field.key))
      defer { run.path.removeLast() }
      if write(field.children, of: source, &run, &output) { return true }
      output.append(contentsOf: "null".utf8)
      return !field.isNonNull
    case .objects(let sources):
      run.path.append(.string(field.key))
      defer { run.path.removeLast() }
      if writeList(sources, of: field, &run, &output) { return true }
      output.append(contentsOf: "null".utf8)
      return !field.isNonNull
    case .bool(let value): output.append(contentsOf: (value ? "true" : "false").utf8)
    case .int(let value): output.append(contentsOf: String(value).utf8)
    case .double(let value): SandboxJSON.double(value).write(to: &output)
    case .string(let value): SandboxJSON.write(value, to: &output)
    case .word(let value):
      output.append(UInt8(ascii: "\""))
      output.append(
        contentsOf: UnsafeBufferPointer(start: value.utf8Start, count: value.utf8CodeUnitCount))
      output.append(UInt8(ascii: "\""))
    case .id(let model, let number): Self.write(model, number, &output)
    case .time(let date):
      output.append(UInt8(ascii: "\""))
      Timestamps.appendSeconds(date, to: &output)
      output.append(UInt8(ascii: "\""))
    case .strings(let values):
      Self.write(values, &output) { SandboxJSON.write($0, to: &$1) }
    case .ids(let model, let numbers):
      Self.write(numbers, &output) { Self.write(model, $0, &$1) }
    }
    return true
  }

  private func writeNull(
    _ field: GraphQLPlannedField, _ run: inout GraphQLRun, _ output: inout [UInt8]
  ) -> Bool {
    output.append(contentsOf: "null".utf8)
    guard field.isNonNull else { return true }
    run.report(
      "Cannot return null for non-nullable field \(field.parentType).\(field.field.name)",
      at: field)
    return false
  }

  private mutating func writeList(
    _ sources: [GraphQLSource], of field: GraphQLPlannedField, _ run: inout GraphQLRun,
    _ output: inout [UInt8]
  ) -> Bool {
    let mark = output.count
    output.append(UInt8(ascii: "["))
    for (index, source) in sources.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      run.path.append(.int(index))
      let isWritten = write(field.children, of: source, &run, &output)
      run.path.removeLast()
      if isWritten { continue }
      if field.hasNonNullItems {
        output.removeLast(output.count - mark)
        return false
      }
      output.append(contentsOf: "null".utf8)
    }
    output.append(UInt8(ascii: "]"))
    return true
  }

  private static func write(_ model: StaticString, _ number: Int, _ output: inout [UInt8]) {
    output.append(contentsOf: "\"gid://gitlab/".utf8)
    output.append(
      contentsOf: UnsafeBufferPointer(start: model.utf8Start, count: model.utf8CodeUnitCount))
    output.append(UInt8(ascii: "/"))
    output.append(contentsOf: String(number).utf8)
    output.append(UInt8(ascii: "\""))
  }

  private static func write<Value>(
    _ values: [Value], _ output: inout [UInt8], _ write: (Value, inout [UInt8]) -> Void
  ) {
    output.append(UInt8(ascii: "["))
    for (index, value) in values.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      write(value, &output)
    }
    output.append(UInt8(ascii: "]"))
  }
}
