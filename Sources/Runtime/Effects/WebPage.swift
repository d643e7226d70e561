import RunnerWizard

/// Opening a page in the operator's browser.
enum WebPage {
  /// A browser that needs longer to start is left to itself.
  static let limit = Duration.seconds(2)

  /// The program that hands a page to a browser; nil where none could show it.
  static func opener(environment: [String: String], isInstalled: (String) -> Bool) -> String? {
    func has(_ name: String) -> Bool { environment[name]?.isEmpty == false }

    if has("WSL_DISTRO_NAME") || has("WSL_INTEROP"), isInstalled("wslview") { return "wslview" }
    // Without a desktop xdg-open falls back to browsers that need the terminal.
    if has("DISPLAY") || has("WAYLAND_DISPLAY") || has("BROWSER"), isInstalled("xdg-open") {
      return "xdg-open"
    }
    #if os(macOS)
      if isInstalled("open") { return "open" }
    #endif
    return isInstalled("wslview") ? "wslview" : nil
  }

  static func open(_ url: String, with opener: String?) async -> Answer {
    guard url.hasPrefix("https://") || url.hasPrefix("http://") else {
      return .notOpened(message: Texts.notAWebPage)
    }
    guard let opener else { return .notOpened(message: Texts.noBrowser(url)) }
    do throws(ChildProcess.Failure) {
      _ = try await ChildProcess.run([opener, url], limit: limit, overtime: .leave)
      return .opened
    } catch {
      return .notOpened(message: Texts.openingFailed(program: opener, error))
    }
  }
}
