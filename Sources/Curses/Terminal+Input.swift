import CNCurses
public import TerminalUI

extension Terminal {
  /// What to wait on in `poll`; -1, which `poll` passes over, while there is nothing to read.
  public var inputDescriptor: Int32 { isShown && !isInputClosed ? options.input : -1 }

  /// When `events(at:)` has to be called even without input, in the caller's milliseconds; nil
  /// nearly always. Only the beginning of a key sequence, such as a lone Esc, asks for it.
  public var deadline: Int? { isShown ? decoder.deadline : nil }

  /// Whether the last paste was longer than is kept.
  public var pasteWasCut: Bool { decoder.pasteWasCut }

  /// Everything that was typed, clicked or answered since the last call, without waiting.
  /// - Parameter now: milliseconds of any clock that does not go back.
  public func events(at now: Int) -> [InputEvent] {
    guard isShown, !isInputClosed else { return [] }
    var events: [InputEvent] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    var hasRead = false
    // Bounded, so that a flood of input does not keep the loop from painting.
    for _ in 0..<16 {
      let count = cn_read_available(options.input, &buffer, buffer.count)
      if count == CN_READ_CLOSED { isInputClosed = true }
      guard count > 0 else { break }
      hasRead = true
      events += decoder.feed(buffer.prefix(count), at: now)
    }
    // Bytes that were late because the program was busy belong to what came before them.
    if !hasRead { events += decoder.flush(at: now) }
    return events
  }
}
