import ArgumentParser

/// Registrations whose tokens are not known to be safe, printed.
struct UnfinishedCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unfinished", abstract: Texts.unfinishedAbstract,
    discussion: Texts.unfinishedDiscussion)

  @Flag(help: ArgumentHelp(Texts.unfinishedJSONHelp))
  var json = false

  @OptionGroup(title: Texts.globalTitle) var global: GlobalOptions
}
