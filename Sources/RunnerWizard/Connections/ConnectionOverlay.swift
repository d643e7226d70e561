import RunnerCore
import TerminalUI

/// Overlays about connections.
enum ConnectionOverlay: Equatable, Sendable {
  /// Everything known of the connection in use, with the first row shown.
  case details(offset: Int)
  /// Asks for the name under which the connection in use is stored.
  case naming(ProfilePrompt)
  case certificates(CertificateView)

  var isTyping: Bool {
    switch self {
    case .details: false
    case .naming: true
    case .certificates(let view): view.way != nil && view.trying == nil
    }
  }

  var isHarmless: Bool {
    if case .details = self { return true }
    return false
  }

  /// One sentence for the line above the footer.
  var help: String {
    switch self {
    case .details: Texts.detailsHelp
    case .naming: Texts.saveConnectionHelp
    case .certificates(let view):
      switch view.way {
      case _ where view.trying != nil: Texts.tryingHelp
      case .file?: Texts.caFileHelp
      case .pin?: Texts.pinHelp
      case nil: Texts.certificatesHelp
      }
    }
  }

  var commands: [AppCommand] {
    switch self {
    case .details: OverlayCommand.reading
    case .naming: OverlayCommand.prompt
    case .certificates(let view):
      if view.trying != nil {
        [OverlayCommand.closing]
      } else if view.way != nil {
        [
          AppCommand(
            OverlayCommand.accept, keys: [.enter], title: Texts.tryIt, tooltip: Texts.tryItTip,
            footer: true), OverlayCommand.closing,
        ] + OverlayCommand.moving
      } else {
        Self.ways + [OverlayCommand.closing] + OverlayCommand.moving
      }
    }
  }

  private static let ways = [
    AppCommand(
      ConnectionCommand.giveFile, keys: [.character("c")], title: Texts.giveFile,
      tooltip: Texts.giveFileTip, footer: true),
    AppCommand(
      ConnectionCommand.pin, keys: [.character("p")], title: Texts.pin, tooltip: Texts.pinTip,
      footer: true,
      availability: { $0.pinObstacle.map { .disabled(reason: $0) } ?? .enabled }),
    AppCommand(
      ConnectionCommand.useName, keys: [.character("n")],
      title: { Texts.useName($0.trust?.otherNames.first) }, tooltip: Texts.useNameTip,
      footer: true,
      availability: { $0.nameObstacle.map { .disabled(reason: $0) } ?? .enabled }),
    AppCommand(
      ConnectionCommand.retry, keys: [.character("r")], title: Texts.retry,
      tooltip: Texts.retryTip, footer: true),
  ]
}

/// Asks for the name of a profile.
struct ProfilePrompt: Equatable, Sendable {
  var editor = LineEditor()
  var problem: String?
}

extension Overlay {
  /// Whether a way out of a certificate that is not trusted is being tried in it.
  var triesCertificates: Bool {
    if case .connection(.certificates(let view)) = self { return view.trying != nil }
    return false
  }
}

extension App {
  private var connectionOverlay: ConnectionOverlay? {
    get {
      guard case .connection(let overlay)? = overlays.last else { return nil }
      return overlay
    }
    set {
      guard let newValue, case .connection? = overlays.last else { return }
      replaceTop(.connection(newValue))
    }
  }

  /// - Returns: nil for keys that do not type there.
  mutating func typeIntoConnectionOverlay(_ key: Key) -> [Effect]? {
    switch connectionOverlay {
    case .naming(var prompt)?:
      guard prompt.editor.handle(key) else { return nil }
      prompt.problem = nil
      connectionOverlay = .naming(prompt)
    case .certificates(var view)? where view.trying == nil:
      guard var editor = view.editor, editor.handle(key) else { return nil }
      view.editor = editor
      view.problem = nil
      connectionOverlay = .certificates(view)
    default: return nil
    }
    return []
  }

  mutating func pasteIntoConnectionOverlay(_ text: String) {
    switch connectionOverlay {
    case .naming(var prompt)?:
      prompt.editor.paste(text, trimming: true)
      prompt.problem = nil
      connectionOverlay = .naming(prompt)
    case .certificates(var view)? where view.trying == nil:
      guard var editor = view.editor else { return }
      editor.paste(text, trimming: true)
      view.editor = editor
      view.problem = nil
      connectionOverlay = .certificates(view)
    default: break
    }
  }

  mutating func moveInConnectionOverlay(by step: Int) {
    switch connectionOverlay {
    case .details(let offset)?:
      let rows = connectionDetails.rows(width: readingSize.width).count
      connectionOverlay = .details(offset: clamped(offset + step, rows))
    case .certificates(var view)?:
      let rows = certificateText(view).rows(width: readingSize.width).count
      view.offset = clamped(view.offset + step, rows)
      connectionOverlay = .certificates(view)
    case .naming?, nil: break
    }
  }

  private func clamped(_ offset: Int, _ rows: Int) -> Int {
    min(max(0, offset), max(0, rows - readingSize.height))
  }

  mutating func accept(_ overlay: ConnectionOverlay) -> [Effect] {
    switch overlay {
    case .details:
      overlays.removeLast()
      return []
    case .naming(let prompt): return accept(prompt)
    case .certificates(let view): return acceptWay(view)
    }
  }

  private mutating func accept(_ prompt: ProfilePrompt) -> [Effect] {
    let name = trimmed(prompt.editor.text)
    let isTaken = book.known.contains { $0.isSaved && $0.name == name }
    if let problem = PageSpec.profileNameProblem(name)
      ?? (isTaken ? Texts.profileNameTaken(name) : nil)
    {
      connectionOverlay = .naming(ProfilePrompt(editor: prompt.editor, problem: problem))
      return []
    }
    guard let connection = session.connection else { return [] }
    overlays.removeLast()
    return store(connection, tokenCommand: session.tokenCommand, name: name)
  }
}
