import CYAML

/// One step of a YAML stream, as values.
enum YAMLEvent {
  case scalar(String, YAMLScalarStyle, anchor: String?)
  case alias(String)
  case sequenceStart(anchor: String?)
  case mappingStart(anchor: String?)
  case collectionEnd
  case documentStart
  case documentEnd
  case streamStart
  case streamEnd
}

/// libyaml's event parser over bytes that outlive it.
struct YAMLEvents: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let input: UnsafeBufferPointer<UInt8>
  private let file: String
  /// nil until libyaml had the memory for its buffers.
  private let isReady: Bool

  init(_ input: UnsafeBufferPointer<UInt8>, file: String) {
    self.input = input
    self.file = file
    parser = .allocate(capacity: 1)
    isReady = yaml_parser_initialize(parser) == 1
    if isReady { yaml_parser_set_input_string(parser, input.baseAddress, input.count) }
  }

  deinit {
    if isReady { yaml_parser_delete(parser) }
    parser.deallocate()
  }

  /// The next event and its line, counted from 1.
  func next() throws(FileProblem) -> (event: YAMLEvent, line: Int) {
    guard isReady else { throw FileProblem(file: file, text: Texts.outOfMemory) }
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else { throw failure() }
    defer { yaml_event_delete(&event) }
    return (value(of: event), Int(event.start_mark.line) + 1)
  }

  private func value(of event: yaml_event_t) -> YAMLEvent {
    switch event.type {
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      let style: YAMLScalarStyle = scalar.style == YAML_PLAIN_SCALAR_STYLE ? .plain : .quoted
      return .scalar(String(decoding: bytes, as: UTF8.self), style, anchor: text(scalar.anchor))
    case YAML_ALIAS_EVENT: return .alias(text(event.data.alias.anchor) ?? "")
    case YAML_SEQUENCE_START_EVENT:
      return .sequenceStart(anchor: text(event.data.sequence_start.anchor))
    case YAML_MAPPING_START_EVENT:
      return .mappingStart(anchor: text(event.data.mapping_start.anchor))
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: return .collectionEnd
    case YAML_DOCUMENT_START_EVENT: return .documentStart
    case YAML_DOCUMENT_END_EVENT: return .documentEnd
    case YAML_STREAM_START_EVENT: return .streamStart
    default: return .streamEnd
    }
  }

  private func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    pointer.map { String(cString: $0) }
  }

  /// libyaml's own words for the problem; they never quote the file.
  private func failure() -> FileProblem {
    let state = parser.pointee
    let problem = state.problem.map { String(cString: $0) } ?? Texts.outOfMemory
    guard state.error == YAML_READER_ERROR else {
      return FileProblem(
        file: file, line: Int(state.problem_mark.line) + 1,
        column: Int(state.problem_mark.column) + 1, text: Texts.invalidYAML(problem))
    }
    // Of a byte that is no text, the reader knows only the offset.
    let before = input.prefix(state.problem_offset)
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    return FileProblem(
      file: file, line: before.count { $0 == UInt8(ascii: "\n") } + 1,
      column: before.count - lineStart + 1, text: Texts.invalidYAML(problem))
  }
}
