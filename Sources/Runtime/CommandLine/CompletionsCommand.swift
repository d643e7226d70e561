import ArgumentParser
import Configuration
import RunnerCore

/// The completions of a shell, printed.
struct CompletionsCommand: ParsableCommand {
  enum Shell: String, CaseIterable, ExpressibleByArgument {
    case bash, zsh, fish

    var known: CompletionShell {
      switch self {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    }
  }

  static let configuration = CommandConfiguration(
    commandName: "completions", abstract: Texts.completionsAbstract,
    discussion: Texts.completionsDiscussion)

  @Argument(help: ArgumentHelp(Texts.completionsShellHelp, valueName: "bash|zsh|fish"))
  var shell: Shell

  /// The script for standard output.
  var script: String { RootCommand.completionScript(for: shell.known) }
}

/// The manual page, printed.
struct ManCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "man", abstract: Texts.manAbstract, discussion: Texts.manDiscussion)

  /// The page for standard output; nil where the parser describes itself in a form that nobody here knows.
  var page: String? {
    do {
      _ = try RootCommand.parseAsRoot(["--experimental-dump-help"])
      return nil
    } catch {
      return ManualPage(describedBy: RootCommand.fullMessage(for: error))?.text
    }
  }
}

/// Names of the configuration, for the shell that completes a word; none where it cannot be read.
@Sendable func presetNames(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
  Setup.forCompletion?.presets.map(\.name) ?? []
}

@Sendable func profileNames(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
  Setup.forCompletion?.found.profiles.map(\.name) ?? []
}

@Sendable func themeNames(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
  Setup.forCompletion?.themes.names ?? []
}

extension Setup {
  fileprivate static var forCompletion: Setup? {
    // Whoever completes a word is told nothing of what is wrong with a file.
    try? Setup(options: Options(), environment: Environment.current())
  }
}
