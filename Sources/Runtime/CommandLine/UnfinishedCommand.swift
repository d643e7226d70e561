import ArgumentParser
import RunnerCore

/// Registrations whose tokens are not known to be safe, printed or given up.
struct UnfinishedCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unfinished", abstract: Texts.unfinishedAbstract,
    discussion: Texts.unfinishedDiscussion)

  @Flag(help: ArgumentHelp(Texts.unfinishedJSONHelp))
  var json = false

  @Option(help: ArgumentHelp(Texts.closeHelp, valueName: "id"))
  var close: String?

  @OptionGroup(title: Texts.globalTitle) var global: GlobalOptions

  func validate() throws {
    if let close, !JournalEntry.isID(close) { throw ValidationError(Texts.closeNeedsID) }
  }
}
