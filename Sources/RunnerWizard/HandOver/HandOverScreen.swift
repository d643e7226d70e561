import RunnerCore
import TerminalUI

/// The way from a token to a running runner: place, executor, questions, and the texts that come of them.
///
/// It stands over the result page, whose token and guards stay what they are.
struct HandOverScreen: Equatable, Sendable {
  enum Page: Equatable, Sendable {
    case place, executor, questions, text
  }

  /// A line of the form.
  enum Row: Equatable, Sendable {
    case field(HandOverField)
    case token([HandOverTokenSource])
  }

  var page = Page.place
  var choice: HandOverChoice
  /// The name that is proposed: what the runner is called in GitLab.
  let name: String
  /// Seconds since 1970-01-01 00:00 UTC.
  let tokenObtainedAt: Int64
  /// The file that the token was saved to; nil without one.
  var tokenFile: String?
  /// The line of the form that has the focus.
  var focus = 0
  var editors: [HandOverQuestion: LineEditor] = [:]
  /// What is wrong with answers that were left or sent on.
  var problems: [HandOverProblem] = []
  /// What the last answers gave; nil before.
  var handOver: HandOver?
  /// The text that is shown.
  var block = 0
  var scrolled = 0

  init(choice: HandOverChoice, of result: ResultScreen, now: Moment) {
    let age = result.createdAt.map { max(0, now.uptime - $0) / 1_000 } ?? 0
    self.choice = choice
    name = sanitized(result.draft?.description ?? "")
    tokenObtainedAt = now.unix - age
    tokenFile = result.tokenFile
  }

  /// Ways in which the text can get the token here.
  var sources: [HandOverTokenSource] {
    choice.place.tokenSources.filter { $0 != .file || tokenFile != nil }
  }

  var rows: [Row] {
    let sources = sources
    return choice.fields.map(Row.field) + (sources.count > 1 ? [.token(sources)] : [])
  }

  var focusedRow: Row? { rows.indices.contains(focus) ? rows[focus] : nil }

  /// Whether printable keys type into a field.
  var isTyping: Bool {
    guard page == .questions, case .field(let field)? = focusedRow else { return false }
    return field.choices.isEmpty
  }

  var shownBlock: HandOver.Block? {
    guard let blocks = handOver?.blocks, blocks.indices.contains(block) else { return nil }
    return blocks[block]
  }

  func answer(to field: HandOverField) -> String {
    choice.answer(to: field.question) ?? (field.question == .name ? name : field.standard)
  }

  func editor(of field: HandOverField) -> LineEditor {
    editors[field.question] ?? LineEditor(text: answer(to: field))
  }

  func problem(of question: HandOverQuestion) -> String? {
    problems.first { $0.question == question }?.message
  }

  /// What holds for the whole request and stands above the form.
  var generalProblem: String? { problems.first { $0.question == nil }?.message }

  var title: String {
    switch page {
    case .place: Texts.handOverPlaceTitle
    case .executor: Texts.handOverExecutorTitle
    case .questions: Texts.handOverQuestionsTitle
    case .text: Texts.handOverTextTitle
    }
  }

  /// What can be chosen on the page, as it is listed.
  var entries: [(title: String, detail: String)] {
    switch page {
    case .place: HandOverPlace.allCases.map { (Texts.title($0), Texts.detail($0)) }
    case .executor:
      choice.place.executors.map { ($0.rawValue, Texts.detail($0, at: choice.place)) }
    case .questions, .text: []
    }
  }

  /// The place of the highlight in ``entries``.
  var selected: Int {
    switch page {
    case .place: HandOverPlace.allCases.firstIndex(of: choice.place) ?? 0
    case .executor: choice.place.executors.firstIndex(of: choice.executor) ?? 0
    case .questions, .text: 0
    }
  }

  mutating func select(_ index: Int) {
    switch page {
    case .place:
      let places = HandOverPlace.allCases
      choice.place = places[min(max(0, index), places.count - 1)]
    case .executor:
      let executors = choice.place.executors
      choice.executor = executors[min(max(0, index), executors.count - 1)]
    case .questions, .text: break
    }
  }

  /// - Parameter offersHere: whether it can be set up on this machine as well.
  func helpLine(offersHere: Bool) -> String {
    switch page {
    case .place, .executor: entries[selected].detail
    case .questions:
      switch focusedRow {
      case .field(let field)?: Texts.help(field.question)
      case .token?, nil: Texts.help(choice.source(among: sources))
      }
    case .text: offersHere ? Texts.handOverTextHelpHere : Texts.handOverTextHelp
    }
  }

  /// Every sentence that may stand there while the page is shown.
  func helpLines(offersHere: Bool) -> [String] {
    switch page {
    case .place, .executor: entries.map(\.detail)
    case .questions:
      choice.fields.map { Texts.help($0.question) } + sources.map(Texts.help)
    case .text: [helpLine(offersHere: offersHere)]
    }
  }
}
