import ArgumentParser
import RunnerCore

/// The list on the screen.
struct RunnersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runners", abstract: Texts.runnersAbstract,
    discussion: Texts.runnersDiscussion)

  @OptionGroup(title: Texts.globalTitle) var global: GlobalOptions
}

/// The list, printed.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: Texts.listAbstract, discussion: Texts.listDiscussion)

  @Option(
    help: ArgumentHelp(Texts.scopeHelp, valueName: "mine|instance|group:path|project:path"))
  var scope = "mine"

  @Flag(help: ArgumentHelp(Texts.descendantsHelp))
  var descendants = false

  // Taken as it is: `-…` negates nothing here, but is text like any other.
  @Option(parsing: .unconditional, help: ArgumentHelp(Texts.filterHelp, valueName: "text"))
  var filter = ""

  @Option(parsing: .unconditional, help: ArgumentHelp(Texts.sortHelp, valueName: "[-]field"))
  var sort: String?

  @Option(help: ArgumentHelp(Texts.limitHelp, valueName: "n"))
  var limit: Int?

  @Flag(help: ArgumentHelp(Texts.listJSONHelp))
  var json = false

  @Flag(help: ArgumentHelp(Texts.csvHelp))
  var csv = false

  @OptionGroup(title: Texts.globalTitle) var global: GlobalOptions

  func validate() throws {
    guard let scope = ListScope(parsing: scope) else { throw ValidationError(Texts.scopeUnknown) }
    if descendants, !scope.isGroup { throw ValidationError(Texts.descendantsNeedGroup) }
    // Nobody sees that a part without a value or with a misspelt key keeps every runner.
    if let problem = RunnerFilter(parsing: filter).refusal {
      throw ValidationError(Texts.filterNotUnderstood(problem))
    }
    if let sort, RunnerSort(parsing: sort) == nil { throw ValidationError(Texts.sortUnknown) }
    if let limit, limit < 1 { throw ValidationError(Texts.limitTooSmall) }
    if json, csv { throw ValidationError(Texts.twoFormats) }
  }

  var options: ListOptions {
    ListOptions(
      scope: ListScope(parsing: scope) ?? .mine, descendants: descendants, filter: filter,
      sort: sort.flatMap(RunnerSort.init(parsing:)), limit: limit,
      format: json ? .json : csv ? .csv : .table)
  }
}
