import RunnerCore
import TerminalUI

/// Puts into words what is known about a runner, and says what is not.
struct DetailTelling {
  let runner: Runner
  let detail: DetailPane
  let source: RunnerSource
  let now: Moment
  let spinner: Int?
  /// The address of its page.
  let page: String?
  let width: Int
  let glyphs: Glyphs
  /// Nil while the runner is not watched.
  var tracked: TrackedRunner?

  /// Rows to fill; above them stands what kept the details from being read.
  var lines: DetailLines {
    var lines = DetailLines(width: width, glyphs: glyphs)
    if case .failed(let failure) = detail.reading {
      add(failure, Texts.Detail.detailNotRead, to: &lines)
      lines.addBlank()
    }
    return lines
  }

  /// What happened, why, and what can be done.
  func add(_ failure: APIFailure, _ sentence: String, to lines: inout DetailLines) {
    lines.add(
      [DetailPiece(glyphs.error, .error), DetailPiece(sentence, .error)])
    lines.add(sanitized(failure.message), x: 2)
    if !failure.fix.isEmpty { lines.add(sanitized(failure.fix), x: 2) }
    lines.add(Texts.Detail.pressRToReadAgain, .textMuted, x: 2)
  }

  /// Says that something is on its way; nothing as long as that is quick.
  func addReading(_ text: String, to lines: inout DetailLines) {
    guard let spinner else { return lines.addBlank() }
    lines.add([DetailPiece(glyphs.spinnerFrame(spinner), .spinner), DetailPiece(text, .textMuted)])
  }

  /// Stands for what nobody told.
  var unknown: DetailPiece {
    if detail.facts == nil {
      if detail.reading.isPending { return DetailPiece(glyphs.ellipsis, .textFaint) }
      if case .failed = detail.reading { return DetailPiece(Texts.Detail.notRead, .textFaint) }
    }
    return DetailPiece(
      source.isREST ? Texts.Detail.notToldByREST : Texts.Detail.notTold, .textFaint)
  }

  /// Whether the server's version lacks a feature.
  func lacks(_ feature: GraphQLFeatures) -> Bool {
    guard case .graphQL(let features) = source else { return false }
    return !features.contains(feature)
  }

  /// Stands for what nobody told because it needs a feature of the server.
  func unknown(without feature: GraphQLFeatures) -> DetailPiece {
    guard lacks(feature) else { return unknown }
    return DetailPiece(Texts.Detail.needs(feature.since), .textFaint)
  }

  /// Whether what is missing is missing because there is none, rather than not having been told: the details
  /// were read, or the row is of GraphQL, which tells the same in lists.
  var isTold: Bool { detail.facts != nil || !source.isREST }

  func piece(_ text: String?, _ role: Role = .text) -> DetailPiece {
    text.map { DetailPiece($0, role) } ?? unknown
  }

  func flag(_ value: Bool?, yes: String, no: String) -> DetailPiece {
    piece(value.map { $0 ? yes : no })
  }

  /// How long ago something was, and when exactly.
  func time(_ unix: Int64?) -> [DetailPiece] {
    guard let unix else { return [unknown] }
    return [
      DetailPiece(Texts.Detail.ago(now.age(of: unix)) + ","),
      DetailPiece(now.exact(unix), .textMuted),
    ]
  }

  /// Glyph and word for being in contact.
  func contact(_ status: RunnerStatus) -> DetailPiece {
    let (glyph, word, role) = ListColumn.sign(of: status, glyphs: glyphs)
    return DetailPiece("\(glyph) \(word)", role)
  }

  /// A group or project by its path, which can be long.
  func name(of target: RunnerTarget) -> [DetailPiece] {
    var pieces: [DetailPiece] = []
    if let path = target.fullPath ?? target.name { pieces.append(DetailPiece(sanitized(path))) }
    pieces.append(DetailPiece("#\(target.id)", .textMuted))
    return pieces
  }
}
