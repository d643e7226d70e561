import RunnerCore
import TerminalUI

/// A token in the clipboard, until it is taken out of there again or replaced.
struct ClipboardHold: Equatable, Sendable {
  /// All of what was copied.
  let content: Secret
  /// The runner's token in it.
  let token: Secret
  let route: String
  /// The time of day at which it was copied.
  let clock: String
  /// Whether it will be taken out; nobody would do it after the program has ended, so it stays there then.
  var isTimed: Bool
}

extension App {
  /// Keeps in mind that a token is in the clipboard, to take it out after a while.
  mutating func holdClipboard(
    _ content: Secret, _ token: Secret, route: String
  ) -> [Effect] {
    let isTimed = settings.clipboardClearSeconds > 0
    let wasTimed = holding?.isTimed == true
    holding = ClipboardHold(
      content: content, token: token, route: route, clock: now.clock, isTimed: isTimed)
    guard isTimed else { return wasTimed ? [.forget(.clipboard)] : [] }
    return [.wake(.clipboard, afterMilliseconds: settings.clipboardClearSeconds * 1_000)]
  }

  /// Something else is in the clipboard, or may be.
  mutating func releaseClipboard() -> [Effect] {
    guard let hold = holding else { return [] }
    holding = nil
    return hold.isTimed ? [.forget(.clipboard)] : []
  }

  /// That the token stays in the clipboard, where it does: the operator pastes it elsewhere after quitting, so it is
  /// left there, and nobody takes it out any more.
  var clipboardWords: [String] {
    if let holding { return [Texts.leftInClipboard(holding.route)] }
    let isInTerminals = result?.custody.contains { if case .arrived = $0 { true } else { false } }
    return isInTerminals == true ? [Texts.leftInTerminalsClipboard] : []
  }

  /// When a token that is copied now will be taken out of the clipboard; nil where it stays.
  var clearingClock: String? {
    guard settings.clipboardClearSeconds > 0 else { return nil }
    var then = now
    then.unix += Int64(settings.clipboardClearSeconds)
    return then.clock
  }

  mutating func clipboardIsDue() -> [Effect] {
    holding.map { run(.clearClipboard($0.content)) } ?? []
  }

  mutating func clipboardCleared(_ clearing: ClipboardClearing) -> [Effect] {
    guard let hold = holding else { return [] }
    if clearing == .unknown { holding?.isTimed = false } else { holding = nil }
    let clock = now.clock
    let isShown = result?.runner.token == hold.token
    switch clearing {
    case .cleared:
      if isShown {
        result?.keep(.cleared(route: hold.route, clock: hold.clock, cleared: clock))
      }
      return tell(.info, Texts.clipboardCleared)
    case .heldOther:
      if isShown { result?.clipboardReplaced(clock: clock) }
      return []
    case .unknown:
      if isShown { result?.keep(.copied(route: hold.route, clock: hold.clock, clears: nil)) }
      return tell(.warning, Texts.clipboardNotCleared)
    }
  }
}
