import RunnerCore
import TerminalUI

/// The wizard on the screen: the draft, where the operator stands in it, and what was found wrong.
struct Wizard: Equatable, Sendable {
  /// What a step forward waits for.
  enum Wait: Equatable, Sendable {
    /// The text that is looked up.
    case lookup(String)
    /// What stands for or against the group or project that was found.
    case examination
    case connection
  }

  /// A question about a group or project.
  struct Examined: Equatable, Sendable {
    var target: RunnerTarget
    var description: String
    var connection: Connection
  }

  var draft: WizardDraft
  private(set) var page: PageID
  /// Whether the connection is a step of its own, because none is known.
  private(set) var asksForConnection: Bool
  /// Where a step forward or back leads after a detour from there.
  private(set) var returnPage: PageID?
  private(set) var focuses: [PageID: FieldID] = [:]
  var reviewFocus = ReviewItem.create
  var editors: [FieldID: FieldEditor] = [:]
  /// Fields in which a problem was shown once; from then on they are checked at every key.
  var watched: Set<FieldID> = []
  /// Pages that were to be left forwards with problems on them.
  var attempted: Set<PageID> = []
  /// What the server said about fields, until they are changed.
  var refusals: [FieldID: String] = [:]
  var submission = Submission.idle
  /// The id of the journal's entry for what was sent last, where its outcome is not known.
  var unfinished: String?
  private(set) var wait: Wait?
  /// Whether the server or its answer showed a field of the connection to be wrong; Enter then
  /// connects again from any field.
  var isConnectionRefused = false
  /// What was found out about the typed address.
  var probe: AddressProbe?
  /// The server that the operator wants to connect to whatever was found out about it.
  private(set) var insistsOn: ServerURL?
  /// Whether the connection page was opened out of the list, to which it leads back.
  private(set) var leadsToList = false
  /// What a refused request comes from, once that was asked.
  var refusal: RefusalReport?
  /// Rows scrolled away from where the focus would put the page.
  var scrolled = 0
  /// What is listed below the field for the group or project; nil until that page is seen.
  var picker: TargetPicker?
  var tagHelp = TagHelp()
  /// What was asked last about the group or project before the review.
  var examined: Examined?
  /// What the draft was when nothing was typed yet.
  private var untouched: WizardDraft

  init(draft: WizardDraft, asksForConnection: Bool) {
    self.draft = draft
    self.asksForConnection = asksForConnection
    page = asksForConnection ? .connection : draft.surroundings.purpose == .create ? .type : .tags
    untouched = draft.work
  }

  var purpose: WizardPurpose { draft.surroundings.purpose }

  /// Whether it changes a runner that exists.
  var isEditing: Bool { purpose != .create }

  var spec: PageSpec { PageSpec.of(page) }
  var fields: [FieldSpec] { spec.fields(for: draft) }

  /// The pages that are counted, in order.
  var steps: [PageID] {
    PageID.allCases.filter { page in
      page == .connection ? asksForConnection : PageSpec.of(page).isShown(draft)
    }
  }

  /// Whether leaving would lose something that was typed.
  var isChanged: Bool {
    draft.work != untouched || pendingTag
  }

  private var pendingTag: Bool {
    if case .tag(let editor) = editors[.tags] { return !editor.isEmpty }
    return false
  }

  /// The field with the focus; none on the review.
  var focus: FieldSpec? {
    let fields = spec.fields
    if let id = focuses[page], let field = fields.first(where: { $0.id == id }),
      field.isShown(draft)
    {
      return field
    }
    return fields.first { $0.isShown(draft) }
  }

  var isTyping: Bool { focus?.isText ?? false }

  /// Whether Enter goes to another page rather than another field.
  var isOnLastField: Bool {
    focus?.id == fields.last?.id || (page == .connection && isConnectionRefused)
  }

  /// The page that a step forward leads to.
  var nextPage: PageID? {
    if let returnPage { return firstOpenPage(before: returnPage) ?? returnPage }
    guard let index = steps.firstIndex(of: page), index + 1 < steps.count else { return nil }
    return steps[index + 1]
  }

  /// Takes the draft as it stands for untouched, such as after filling it in.
  mutating func markUntouched(as draft: WizardDraft) {
    untouched = draft.work
  }
}

// MARK: - Problems

extension Wizard {
  /// What is shown under a field.
  func message(for field: FieldSpec) -> String? {
    if let refusal = refusals[field.id] { return refusal }
    return watched.contains(field.id) ? field.problems(draft).first : nil
  }

  /// Fields of the page that show a problem after it was to be left.
  var problemCount: Int {
    attempted.contains(page) ? fields.count { message(for: $0) != nil } : 0
  }

  /// Whether nothing on a page stands against creating the runner.
  func isComplete(_ page: PageID) -> Bool {
    let spec = PageSpec.of(page)
    let hasProblem = spec.fields(for: draft).contains { !$0.problems(draft).isEmpty }
    return !hasProblem && (page != .target || draft.finding?.target != nil)
  }

  private func firstOpenPage(before end: PageID) -> PageID? {
    guard end == .review else { return nil }
    return steps.first { $0 != .connection && $0 != .review && !isComplete($0) && $0 != page }
  }

  /// Shows what is wrong with the field that is being left.
  mutating func checkFocus() {
    guard let focus else { return }
    if !focus.problems(draft).isEmpty { watched.insert(focus.id) }
  }

  /// Shows what is wrong with every field of the page; the first such field gets the focus.
  private mutating func hasNoProblems() -> Bool {
    let wrong = fields.filter { !$0.problems(draft).isEmpty }
    guard let first = wrong.first else {
      // What the server refused may be right by now; only it can tell.
      for field in fields { refusals[field.id] = nil }
      return true
    }
    attempted.insert(page)
    watched.formUnion(wrong.map(\.id))
    setFocus(first.id)
    return false
  }
}

// MARK: - Moving

extension Wizard {
  mutating func setFocus(_ id: FieldID) {
    guard focuses[page] != id else { return }
    focuses[page] = id
    scrolled = 0
  }

  mutating func setReviewFocus(_ item: ReviewItem) {
    reviewFocus = item
    scrolled = 0
  }

  /// Goes to a page, and back from there to the present one.
  mutating func visit(_ page: PageID, field: FieldID? = nil) {
    guard page != self.page else { return }
    returnPage = returnPage ?? self.page
    if page == returnPage { returnPage = nil }
    enter(page)
    if let field { setFocus(field) }
  }

  /// Goes to the connections, and back from there to where the operator came from.
  mutating func visitConnection(leadsToList: Bool) {
    visit(.connection)
    if !fields.isEmpty { setFocus(fields[0].id) }
    self.leadsToList = leadsToList
  }

  /// Goes back from the connections that the list led to, before the list is shown again.
  mutating func endSwitching() {
    if leadsToList, let returnPage { enter(returnPage) }
  }

  /// Waits for what is asked about the connection.
  mutating func awaitConnection() {
    wait = .connection
  }

  /// Leads to the typed address, with which something is wrong.
  mutating func leadToAddress() {
    isConnectionRefused = true
    visitField(.url)
  }

  /// Takes the operator's word that the typed address is the right one.
  mutating func insist() {
    insistsOn = draft.connection?.server
    refusals[.url] = nil
  }

  /// Why what is chosen cannot be had; nil when it can.
  var refusedChoice: String? {
    guard let focus, case .choice(let path, let choices) = focus.kind else { return nil }
    let all = choices(draft)
    let place = draft[keyPath: path]
    return all.indices.contains(place) ? all[place].refusal : nil
  }

  /// Begins on another page than the first; the pages before it are filled in.
  mutating func start(on page: PageID) {
    if page != self.page { enter(page) }
  }

  private mutating func enter(_ page: PageID) {
    self.page = page
    wait = nil
    isConnectionRefused = false
    leadsToList = false
    scrolled = 0
    if page == .review { reviewFocus = returnPage == nil ? .create : reviewFocus }
    if page == returnPage { returnPage = nil }
    if let focus, editors[focus.id] == nil { editors[focus.id] = FieldEditor(focus.kind, draft) }
  }

  /// Enter: the next field, or the next page after the last one.
  mutating func goOn() -> [Wish] {
    if let wishes = addHighlightedTag() ?? addTypedTag() { return wishes }
    checkFocus()
    guard isOnLastField else {
      moveFocus(1)
      return []
    }
    return goToNextPage()
  }

  mutating func goToNextPage() -> [Wish] {
    guard wait == nil else { return [] }
    if let refusal = refusedChoice { return [.tell(.error, refusal)] }
    if page == .target, draft.finding?.isRefused == true, let kind = draft.type.targetKind {
      draft.findings[kind] = nil
    }
    guard hasNoProblems() else { return [] }
    attempted.remove(page)
    switch page {
    case .connection:
      guard let connection = draft.connection else { return [] }
      wait = .connection
      guard mayConnect else { return [.probe] }
      let stores = draft.typesConnection && draft.storesProfile
      return [
        .connect(
          connection, tokenCommand: draft.tokenCommand,
          profile: stores ? trimmed(draft.profileName) : nil)
      ]
    case .target where draft.finding == nil:
      guard let kind = draft.type.targetKind,
        let reference = try? draft.targetReference(kind)
      else { return [] }
      wait = .lookup(trimmed(draft.targetText))
      return [.resolve(reference, kind)]
    default:
      advance()
      return []
    }
  }

  /// Enters the next page; what stood against it is settled.
  mutating func advance() {
    wait = nil
    if let next = nextPage { enter(next) }
  }

  mutating func stopWaiting() {
    wait = nil
  }

  /// Waits for what stands for or against the group or project that was chosen.
  mutating func awaitExamination() {
    wait = .examination
  }

  mutating func goBack() -> [Wish] {
    if wait != nil {
      wait = nil
      return []
    }
    _ = addTypedTag()
    checkFocus()
    if let returnPage {
      let leadsToList = leadsToList
      enter(returnPage)
      return leadsToList ? [.leave(.runners)] : []
    }
    guard let index = steps.firstIndex(of: page), index > 0 else { return [.leaveWizard] }
    enter(steps[index - 1])
    return []
  }

  /// Moves the focus among the fields of the page; it stops at both ends.
  mutating func moveFocus(_ step: Int) {
    guard let index = fields.firstIndex(where: { $0.id == focus?.id }) else { return }
    let next = min(max(0, index + step), fields.count - 1)
    guard next != index else { return }
    _ = addTypedTag()
    checkFocus()
    focusField(at: next)
  }

  /// Gives the focus to a field of the page.
  mutating func visitField(_ id: FieldID) {
    if let index = fields.firstIndex(where: { $0.id == id }) { focusField(at: index) }
  }

  mutating func focusField(at index: Int) {
    guard fields.indices.contains(index) else { return }
    setFocus(fields[index].id)
    if let focus, editors[focus.id] == nil { editors[focus.id] = FieldEditor(focus.kind, draft) }
  }
}
