/// The programs of the operator's desktop: clipboard tools and whatever opens a page.
///
/// They are looked for when they are needed, because no frame should wait for that.
struct Desktop: Equatable, Sendable {
  /// `clipboard_command` of the configuration; empty for none.
  var clipboardCommand: [String] = []
  var environment: [String: String] = [:]

  var clipboardRoute: ClipboardRoute {
    ClipboardRoute.first(
      configured: clipboardCommand, environment: environment, isInstalled: isInstalled)
  }

  var opener: String? { WebPage.opener(environment: environment, isInstalled: isInstalled) }

  private func isInstalled(_ program: String) -> Bool {
    ProgramSearch.isInstalled(program, path: environment["PATH"] ?? "/usr/bin:/bin")
  }
}
