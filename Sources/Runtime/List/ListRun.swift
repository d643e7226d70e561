import RunnerCore
import RunnerWizard

/// `list` on a connection: loads the pages, keeps what the filter wants, and prints it.
struct ListRun {
  /// Pages loaded before what came of them is printed: enough for several requests at once, and no more than the
  /// memory should hold when nobody reads the output.
  private static let pagesAtOnce = 40
  private static let rowsOfPage = 100

  /// Why nothing more is wanted of the list.
  private enum Stop {
    /// `--limit` has been reached.
    case enough
    case failed(CommandFailure)
  }

  let options: ListOptions
  let start: ConnectionStart
  let errand: Errand
  let signals: CommandSignals
  let console: Console
  /// Seconds since 1970-01-01 00:00 UTC.
  let now: Int64

  private let filter: RunnerFilter
  private(set) var printer: ListPrinter
  private var source = RunnerSource.graphQL(.all)
  private var scope = RunnerScope.mine
  /// Runners that wait for the end, because they have to be sorted.
  private var kept = RunnerRows()
  /// What has been seen: rows move to another page when one is added or goes meanwhile.
  private var seen: Set<Int64> = []
  private var hasChecked = false
  private var count = 0
  private var stop: Stop?

  init(
    options: ListOptions, start: ConnectionStart, errand: Errand, signals: CommandSignals,
    console: Console, now: Int64
  ) {
    self.options = options
    self.start = start
    self.errand = errand
    self.signals = signals
    self.console = console
    self.now = now
    filter = RunnerFilter(parsing: options.filter)
    printer = ListPrinter(options.format)
  }

  /// Prints the whole list.
  /// - Throws: what kept it from being printed to its end.
  mutating func run() throws(CommandFailure) {
    let given = CommandConnection(start: start, errand: errand, console: console)
    var connection = try given.incomplete()
    ProcessSafety.forbidReadingMemory()
    let reference = try reference(connection.server)
    given.warnOfPlainHTTP(connection)
    signals.install()
    errand.signals = signals.pipe
    connection = try given.complete(connection, interrupted: .interruptedList)
    scope = try found(reference, connection)
    try load(connection)
    if sortsHere { try printSorted() }
    try write(printer.end())
  }

  private func reference(
    _ server: ServerURL
  ) throws(CommandFailure) -> (TargetReference, RunnerTarget.Kind)? {
    guard case .target(let kind, let text) = options.scope else { return nil }
    do {
      return (try TargetReference.parse(text, kind: kind, server: server), kind)
    } catch {
      throw CommandFailure(
        .usage, code: "invalid_scope", message: Texts.scopeNotUnderstood(error.message),
        fix: Texts.scopeFix)
    }
  }

  private func found(
    _ reference: (TargetReference, RunnerTarget.Kind)?, _ connection: Connection
  ) throws(CommandFailure) -> RunnerScope {
    guard let (reference, kind) = reference else {
      return options.scope == .instance ? .instance : .mine
    }
    switch errand.run(.findScope(reference, kind, connection)) {
    case .done(.scopeFound(let target)):
      guard kind == .group else { return .project(target) }
      return .group(target, options.descendants ? .descendants : .direct)
    case .done(.scopeNotFound(let failure)):
      throw CommandFailure(reading: failure).advised(connection)
    case .done, .interrupted: throw .interruptedList
    }
  }

  private mutating func load(_ connection: Connection) throws(CommandFailure) {
    let query = RunnerQuery(scope: scope, order: options.sort?.exactOrder ?? .createdDescending)
    var next: RunnerCursor?
    repeat {
      let load = RunnerLoad(
        query: query, source: source, from: next, pages: pages, purpose: .more)
      let outcome = errand.run(.loadRunners(load, connection)) { take($0) }
      switch (stop, outcome) {
      case (.enough?, _): return
      case (.failed(let failure)?, _): throw failure
      case (nil, .done(.runnersLoaded(let cursor, _))): next = cursor
      case (nil, .done(.runnersFailed(let failure, _, _))):
        throw CommandFailure(reading: failure).advised(connection)
      case (nil, .interrupted), (nil, .done): throw .interruptedList
      }
    } while next != nil
  }

  /// How many pages to ask for; no more than can be needed.
  private var pages: Int {
    guard let limit = options.limit, filter.isEmpty, options.sort == nil else {
      return Self.pagesAtOnce
    }
    let rows = max(1, limit - count)
    return min(Self.pagesAtOnce, (rows - 1) / Self.rowsOfPage + 1)
  }

  /// Takes something of the list in; false when nothing more is wanted.
  private mutating func take(_ answer: Answer) -> Bool {
    guard stop == nil, case .runners(let event, _) = answer else { return stop == nil }
    do throws(CommandFailure) {
      switch event {
      case .source(let source): self.source = source
      case .page(let page): try take(page)
      case .waiting(let seconds, let status):
        console.complaint("runner-wizard: \(Texts.serverWantsPatience(status, seconds))")
      }
    } catch {
      stop = .failed(error)
    }
    return stop == nil
  }

  private mutating func take(_ page: RunnerPage) throws(CommandFailure) {
    try checkFirst(page)
    let wanted = page.runners.filter {
      seen.insert($0.id).inserted && filter.matches($0, now: now)
    }
    if sortsHere {
      kept.append(wanted)
    } else {
      try printMore(wanted)
    }
  }

  private mutating func printMore(_ runners: [Runner]) throws(CommandFailure) {
    let room = options.limit.map { $0 - count } ?? runners.count
    let printed = runners.prefix(room)
    count += printed.count
    try write(printer.text(of: printed))
    if count == options.limit { stop = .enough }
  }

  /// Whether the order is made here, which takes the whole list.
  private var sortsHere: Bool {
    guard let sort = options.sort else { return false }
    return source.isREST || sort.exactOrder == nil
  }

  /// The order is found beside this thread, which goes on hearing signals.
  private mutating func printSorted() throws(CommandFailure) {
    let request = RunnerArrangingRequest(
      rows: kept, filter: RunnerFilter(parsing: ""), sort: options.sort, now: now)
    guard case .done(.arranged(let arrangement)) = errand.run(.arrange(request)) else {
      throw .interruptedList
    }
    var order = arrangement.order.prefix(options.limit ?? .max)
    while !order.isEmpty {
      let portion = order.prefix(Self.rowsOfPage)
      order = order.dropFirst(Self.rowsOfPage)
      try write(printer.text(of: portion.map { kept[Int($0)] }))
    }
  }

  private func write(_ text: String) throws(CommandFailure) {
    guard !text.isEmpty, !console.output(text) else { return }
    throw .outputEnded(console.outputEnd())
  }
}

// What REST does not tell.
extension ListRun {
  /// Says what a list over REST is, and refuses to go below a group and to filter or sort by what it does not
  /// tell.
  private mutating func checkFirst(_ page: RunnerPage) throws(CommandFailure) {
    guard !hasChecked else { return }
    hasChecked = true
    guard case .rest(let reason) = source else { return }
    console.complaint("runner-wizard: \(reason) \(Texts.listOverREST(scope))")
    guard !options.descendants else { throw .notTold(Texts.descendantsNotTold) }
    guard !page.runners.isEmpty else { return }
    let keys = filter.unknownKeys(in: page.runners)
    guard keys.isEmpty else { throw .notTold(Texts.filterNotTold(keys)) }
    if let field = options.sort?.field, field.isUnknown(in: page.runners) {
      throw .notTold(Texts.sortNotTold(field.rawValue))
    }
  }
}

extension RunnerSort {
  /// The order of the server that is exactly this one. Those by contact and by expiry have their own opinion of
  /// where runners without a value belong.
  fileprivate var exactOrder: RunnerServerOrder? {
    guard field == .created else { return nil }
    return isDescending ? .createdDescending : .createdAscending
  }
}

extension CommandFailure {
  /// A request of `list` that failed. Nothing there has values that could be invalid.
  fileprivate init(reading failure: APIFailure) {
    self.init(failure, changesSomething: false)
    if exit == .invalid { exit = .failed }
  }

  /// Ctrl-C.
  static let interruptedList = CommandFailure(
    .interrupted, code: "interrupted", message: Texts.listInterrupted)

  static func notTold(_ message: String) -> CommandFailure {
    CommandFailure(.failed, code: "not_told_by_rest", message: message, fix: Texts.notToldFix)
  }

  /// Standard output took no more.
  static func outputEnded(_ end: OutputEnd) -> CommandFailure {
    switch end {
    case .interrupted: .interruptedList
    // Whoever read it has seen enough, as `head` has.
    case .readerGone: CommandFailure(.failed, code: readerGone, message: "")
    case .failed:
      CommandFailure(.failed, code: outputFailed, message: Texts.outputFailed)
    }
  }

  private static let readerGone = "reader_gone"
  private static let outputFailed = "output_failed"

  /// Whether standard output is no place to tell it.
  var isAboutOutput: Bool { code == Self.outputFailed }

  /// Whether there is nobody left to tell.
  var isSilent: Bool { code == Self.readerGone }
}
