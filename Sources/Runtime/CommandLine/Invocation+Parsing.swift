import ArgumentParser

extension Invocation {
  /// Reads the arguments, without the program's name.
  ///
  /// Without arguments the parser is not touched: the first frame would wait for it.
  static func parse(_ arguments: [String]) -> Invocation {
    guard !arguments.isEmpty else { return .wizard(Options()) }
    do {
      return try invocation(command(arguments))
    } catch {
      let text = RootCommand.fullMessage(for: error)
      // Help and version are errors to the parser, and the only ones with this exit code.
      return RootCommand.exitCode(for: error).isSuccess ? .information(text) : .wrong(text)
    }
  }

  /// A command that comes first is parsed by itself: through the root command the parser reads the options of both several
  /// times. What it refuses goes that way all the same, for its words.
  private static func command(_ arguments: [String]) throws -> any ParsableCommand {
    let named = RootCommand.configuration.subcommands.first {
      $0.configuration.commandName == arguments.first
    }
    if let command = try? named?.parse(Array(arguments.dropFirst())) { return command }
    return try RootCommand.parseAsRoot(arguments)
  }

  private static func invocation(_ command: any ParsableCommand) throws -> Invocation {
    switch command {
    case let create as CreateCommand: return .create(create.options, create.global.options)
    case let runners as RunnersCommand: return .runners(runners.global.options)
    case let list as ListCommand: return .list(list.options, list.global.options)
    case let doctor as DoctorCommand: return .doctor(json: doctor.json, doctor.global.options)
    case let unfinished as UnfinishedCommand:
      return .unfinished(
        UnfinishedOptions(json: unfinished.json, close: unfinished.close), unfinished.global.options
      )
    case let completions as CompletionsCommand: return .printed(completions.script)
    case let man as ManCommand: return man.page.map(Invocation.printed) ?? .wrong(Texts.manNotMade)
    case let root as RootCommand:
      let options = root.global.options
      if root.listThemes { return .listThemes(options) }
      if let name = root.printTheme { return .printTheme(name, options) }
      return .wizard(options)
    default:
      // The parser's own help command, which knows whose help is meant and throws it when run.
      var command = command
      try command.run()
      return .information(RootCommand.helpMessage())
    }
  }
}
