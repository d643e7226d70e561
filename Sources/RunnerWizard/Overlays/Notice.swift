import RunnerCore
import TerminalUI

/// Sentences to read, with the first row shown.
struct Notice: Equatable, Sendable {
  struct Line: Equatable, Sendable {
    var text: String
    /// Whether it is a command rather than a sentence.
    var isCommand = false
  }

  let title: String
  let lines: [Line]
  var offset = 0
}

extension Notice {
  /// What of a command line of gitlab-runner belongs elsewhere than into the form.
  /// - Parameter filled: what it filled in; nothing where it says nothing that the form asks for.
  init(_ command: RegisterCommand, filled: [String], type: RunnerType, server: ServerURL?) {
    var texts = [filled.isEmpty ? Texts.nothingToFill : Texts.filled(filled) + "."]
    if let other = command.server, let server, other.host != server.host {
      texts.append(Texts.otherServer(other.host))
    }
    switch command.credential {
    case .registration?: texts.append(Texts.legacyToken)
    case .runner?: texts.append(Texts.existingRunner)
    case nil: break
    }
    if command.isLocked == true, type != .project { texts.append(Texts.lockedNeedsProject) }
    if !command.unread.isEmpty { texts.append(Texts.unread(command.unread)) }
    if !command.moved.isEmpty { texts.append(Texts.movedOptions(command.moved)) }
    if !command.staying.isEmpty { texts.append(Texts.stayingOptions(command.staying)) }
    title = filled.isEmpty ? Texts.noticeTitleAlone : Texts.noticeTitle
    lines =
      (texts + [Texts.cleanedCommand]).map { Line(text: $0) }
      + [Line(text: command.cleaned, isCommand: true)]
  }
}

extension App {
  /// The rows of a notice in a number of columns, a blank one between sentences.
  private func rows(of notice: Notice, width: Int) -> [(text: String, isCommand: Bool)] {
    notice.lines.enumerated().flatMap { index, line in
      (index > 0 ? [("", false)] : [])
        + line.text.wrapped(to: max(1, width - 1)).map { ($0, line.isCommand) }
    }
  }

  private var noticeWidth: Int { min(72, size.width - 4) }

  /// The last offset at which rows are still hidden behind it.
  func lastOffset(of notice: Notice) -> Int {
    let rows = rows(of: notice, width: noticeWidth).count
    return max(0, rows - max(1, min(rows, overlayArea.height - 2)))
  }

  func paint(_ notice: Notice, on frame: inout Frame) {
    let rows = rows(of: notice, width: noticeWidth)
    let inside = paintBox(
      notice.title, width: noticeWidth, height: min(rows.count, overlayArea.height - 2), on: &frame)
    let window = ScrollWindow(total: rows.count, height: inside.height, offset: notice.offset)
    for (line, index) in window.visible.enumerated() {
      frame.surface.write(
        rows[index].text, at: inside.row(line).origin,
        Style(rows[index].isCommand ? .fieldValue : .overlay), limit: inside.width - 1)
    }
    Scrollbar(window).paint(on: &frame.surface, in: inside, glyphs: settings.glyphs)
  }
}
