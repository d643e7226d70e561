public import TerminalUI

/// Makes events of the bytes that a terminal sends.
///
/// It understands xterm and what imitates it, rxvt, the Linux console, screen, tmux and the vt100:
/// keys in all their dialects, bracketed paste, SGR and X10 mouse reports, focus reports, and the
/// answers to the queries for background colour and primary attributes. Sequences it does not know
/// are swallowed whole, so that no part of one is taken for typing. How the bytes are cut into
/// reads makes no difference.
///
/// Sources: ECMA-48 for the shape of sequences, xterm's `ctlseqs`, rxvt's `rxvtRef`, and
/// `console_codes(4)`.
public struct InputDecoder: Sendable {
  enum State: Equatable {
    case ground
    /// Inside a UTF-8 sequence of which `missing` bytes have not come.
    case scalar(bytes: [UInt8], missing: Int, alt: Bool)
    /// After Esc; twice for Esc Esc, which is rxvt's Alt with a key that sends a sequence.
    case escape(twice: Bool)
    /// After Esc [, or after Esc O, whose parameters and final mean the same.
    case sequence(SequenceParameters)
    /// After Esc [ [ of the Linux console's function keys.
    case linuxFunctionKey
    /// After Esc [ M: three bytes follow.
    case x10Mouse([UInt8])
    /// Inside a string (OSC, DCS, APC, PM, SOS) that ends with BEL or Esc \.
    case string(introducer: UInt8, bytes: [UInt8], sawEscape: Bool)
    case paste(PasteBuffer)
  }

  /// When `flush(at:)` has to be called if no more bytes come, in the milliseconds of `feed`; nil
  /// unless the beginning of a sequence is pending.
  public private(set) var deadline: Int?

  /// Whether the last paste was longer than the megabyte that is kept.
  public private(set) var pasteWasCut = false

  /// How long after Esc the rest of a sequence may come, in milliseconds.
  public static let escapeDelay = 50
  /// The same after the second byte of one. No command is on Alt-[ or Alt-O, so that a slow line
  /// gets more time.
  public static let sequenceDelay = 500

  /// Bytes of a string that are kept; the answers that are understood have less than 40.
  private static let stringLimit = 256

  private var state = State.ground
  private var clicks = ClickCounter()
  private var events: [InputEvent] = []
  private var now = 0

  public init() {}

  /// Takes the next bytes.
  /// - Parameter time: milliseconds of a clock that does not go back; for double clicks and
  ///   `deadline`.
  public mutating func feed(_ bytes: some Sequence<UInt8>, at time: Int) -> [InputEvent] {
    let pause = time - now
    now = time
    var isFirst = true
    for byte in bytes {
      // A paste whose end got lost must not lock the keyboard up.
      if isFirst, byte == 0x03, pause >= 1000, case .paste(let buffer) = state { finish(buffer) }
      isFirst = false
      take(byte)
    }
    if !isFirst { setDeadline() }
    return takeEvents()
  }

  /// Settles what is pending when its time is over: a lone Esc is the key, an unfinished sequence
  /// is dropped. Before `deadline` it does nothing.
  public mutating func flush(at time: Int) -> [InputEvent] {
    guard let deadline, time >= deadline else { return [] }
    now = time
    switch state {
    case .escape(let twice):
      emit(.escape)
      if twice { emit(.escape) }
    case .sequence(let parameters) where parameters.isBare:
      emit(.alt(Character(Unicode.Scalar(parameters.introducer))))
    case .string(let introducer, let bytes, false) where bytes.isEmpty:
      emit(.alt(Character(Unicode.Scalar(introducer))))
    default: break
    }
    state = .ground
    self.deadline = nil
    return takeEvents()
  }

  private mutating func takeEvents() -> [InputEvent] {
    defer { events = [] }
    return events
  }

  private mutating func setDeadline() {
    switch state {
    case .ground, .paste: deadline = nil
    case .escape: deadline = now + Self.escapeDelay
    default: deadline = now + Self.sequenceDelay
    }
  }

  private mutating func emit(_ key: Key) {
    events.append(.key(key))
  }

  private mutating func take(_ byte: UInt8) {
    switch state {
    case .ground: takeInGround(byte, alt: false)
    case .scalar(let bytes, let missing, let alt): takeInScalar(byte, bytes, missing, alt)
    case .escape(let twice): takeAfterEscape(byte, twice)
    case .sequence(let parameters): takeInSequence(byte, parameters)
    case .linuxFunctionKey: takeLinuxFunctionKey(byte)
    case .x10Mouse(let bytes): takeInMouse(byte, bytes)
    case .string(let introducer, let bytes, let sawEscape):
      takeInString(byte, introducer, bytes, sawEscape)
    case .paste: takeInPaste(byte)
    }
  }

  private mutating func takeInGround(_ byte: UInt8, alt: Bool) {
    state = .ground
    switch byte {
    case 0x1B: state = .escape(twice: false)
    case 0x00..<0x20, 0x7F:
      var key = KeyTable.control(byte)
      if alt { key.modifiers.insert(.alt) }
      emit(key)
    case 0x20..<0x7F: type(Unicode.Scalar(byte), alt)
    // What starts no scalar: a continuation byte, an overlong form, beyond U+10FFFF.
    case 0x80..<0xC2, 0xF5...0xFF: break
    case 0xC2..<0xE0: state = .scalar(bytes: [byte], missing: 1, alt: alt)
    case 0xE0..<0xF0: state = .scalar(bytes: [byte], missing: 2, alt: alt)
    default: state = .scalar(bytes: [byte], missing: 3, alt: alt)
    }
  }

  /// Ill-formed sequences are dropped; the byte that broke one is taken for itself.
  private mutating func takeInScalar(
    _ byte: UInt8, _ bytes: [UInt8], _ missing: Int, _ alt: Bool
  ) {
    guard byte & 0xC0 == 0x80 else { return takeInGround(byte, alt: false) }
    if missing > 1 {
      state = .scalar(bytes: bytes + [byte], missing: missing - 1, alt: alt)
      return
    }
    state = .ground
    guard let text = String(validating: bytes + [byte], as: UTF8.self),
      let scalar = text.unicodeScalars.first
    else { return }
    type(scalar, alt)
  }

  private mutating func type(_ scalar: Unicode.Scalar, _ alt: Bool) {
    guard scalar.properties.generalCategory != .control else { return }
    emit(Key(.character(Character(scalar)), alt ? .alt : []))
  }

  private mutating func takeAfterEscape(_ byte: UInt8, _ twice: Bool) {
    switch byte {
    case 0x1B:
      if twice { emit(.escape) }
      state = .escape(twice: true)
    case UInt8(ascii: "["), UInt8(ascii: "O"):
      state = .sequence(SequenceParameters(introducer: byte, alt: twice))
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"),
      UInt8(ascii: "_"):
      if twice { emit(.escape) }
      state = .string(introducer: byte, bytes: [], sawEscape: false)
    default:
      if twice { emit(.escape) }
      takeInGround(byte, alt: true)
    }
  }

  private mutating func takeInSequence(_ byte: UInt8, _ parameters: SequenceParameters) {
    var parameters = parameters
    switch parameters.take(byte) {
    case .unfinished: state = .sequence(parameters)
    case .broken: takeInGround(byte, alt: false)
    case .linuxFunctionKey: state = .linuxFunctionKey
    case .x10Mouse: state = .x10Mouse([])
    case .finished:
      state = .ground
      interpret(parameters, final: byte)
    }
  }

  private mutating func interpret(_ parameters: SequenceParameters, final: UInt8) {
    if parameters.startsPaste(final) {
      pasteWasCut = false
      state = .paste(PasteBuffer())
    } else if let report = parameters.mouseReport(final) {
      handle(report)
    } else if let event = parameters.event(final) {
      events.append(event)
    }
  }

  private mutating func takeLinuxFunctionKey(_ byte: UInt8) {
    state = .ground
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "E"): emit(.function(Int(byte - UInt8(ascii: "A")) + 1))
    case 0x20..<0x7F: break
    default: takeInGround(byte, alt: false)
    }
  }

  private mutating func takeInMouse(_ byte: UInt8, _ bytes: [UInt8]) {
    guard bytes.count == 2 else {
      state = .x10Mouse(bytes + [byte])
      return
    }
    state = .ground
    // Each is sent with 32 added, places from 1.
    guard bytes[0] >= 32, bytes[1] > 32, byte > 32 else { return }
    handle(
      MouseReport(
        button: Int(bytes[0]) - 32, isPress: true,
        position: Point(x: Int(bytes[1]) - 33, y: Int(byte) - 33)))
  }

  private mutating func handle(_ report: MouseReport) {
    if let event = clicks.event(for: report, at: now) { events.append(.mouse(event)) }
  }

  private mutating func takeInString(
    _ byte: UInt8, _ introducer: UInt8, _ bytes: [UInt8], _ sawEscape: Bool
  ) {
    if byte == 0x07 || (sawEscape && byte == UInt8(ascii: "\\")) {
      state = .ground
      guard introducer == UInt8(ascii: "]") else { return }
      if let event = ColorAnswer.background(bytes) { events.append(event) }
      return
    }
    switch byte {
    case 0x18, 0x1A: state = .ground
    case 0x1B: state = .string(introducer: introducer, bytes: bytes, sawEscape: true)
    default:
      if sawEscape { return takeAfterEscape(byte, false) }
      let kept = bytes.count < Self.stringLimit ? bytes + [byte] : bytes
      state = .string(introducer: introducer, bytes: kept, sawEscape: false)
    }
  }

  private mutating func takeInPaste(_ byte: UInt8) {
    guard case .paste(var buffer) = state else { return }
    // Taken out of the state, so that appending does not copy what has come so far.
    state = .ground
    if buffer.take(byte) {
      finish(buffer)
    } else {
      state = .paste(buffer)
    }
  }

  private mutating func finish(_ buffer: PasteBuffer) {
    state = .ground
    pasteWasCut = buffer.isCut
    events.append(.paste(buffer.text))
  }
}
