import Foundation
import Support
import Testing

/// Somebody at the keyboard, with a sandbox server to register runners at.
struct Operator {
  let terminal: TmuxSession
  let server: SandboxServer

  /// - Parameter token: name of the sandbox's token that stands in the environment; with nil neither
  ///   it nor the server's address does, and the wizard asks for both.
  init(
    token: String? = "root-admin", columns: Int = 80, rows: Int = 24,
    environment: [String: String] = [:], server options: [String] = []
  ) async throws {
    server = try SandboxServer(options)
    var environment = environment
    if let token {
      environment["GITLAB_URL"] = server.url
      environment["GITLAB_TOKEN"] = try server.token(token)
    }
    terminal = try await TmuxSession(columns: columns, rows: rows, environment: environment)
  }

  func start(_ arguments: String = "", with variables: String = "") throws {
    try terminal.run("\(variables) runner-wizard \(arguments)".trimmingCharacters(in: .whitespaces))
  }

  @discardableResult
  func see(_ page: WizardPage, deadline: Duration = Deadline.generous) async throws -> String {
    try await terminal.waitUntil("the page \(page)", deadline: deadline, page.isShown)
  }

  // MARK: Page after page

  func connect(token: String) async throws {
    try await see(.connection)
    try terminal.type(server.url)
    try terminal.press(.enter)
    try terminal.paste(try server.token(token))
    // On the last field the footer says what Enter does next, which the server has to answer.
    try await pressEnter { $0.contains("Enter Connect") }
    try terminal.press(.enter)
    try await see(.type)
  }

  /// Moves to a type until it is the chosen one, and goes on.
  ///
  /// What the server tells of the token may move the choice, and drops the keys that were on their way to where it
  /// stood. They are pressed again when that is no longer said.
  func choose(_ kind: Wish.Kind) async throws {
    while true {
      let screen = try await terminal.waitUntil("the types") {
        WizardPage.type.isShown(on: $0) && Wish.Kind(chosenOn: $0) != nil && !wasDropped($0)
      }
      guard let chosen = Wish.Kind(chosenOn: screen) else { continue }
      if chosen == kind {
        try terminal.press(.enter)
        let next = try await terminal.waitUntil("the page after the type") {
          !WizardPage.type.isShown(on: $0) || wasDropped($0)
        }
        if !WizardPage.type.isShown(on: next) { return }
      } else {
        try terminal.press(chosen.rawValue < kind.rawValue ? .down : .up)
        try await terminal.waitUntil("another type") {
          wasDropped($0) || ![nil, chosen].contains(Wish.Kind(chosenOn: $0))
        }
      }
    }
  }

  private func wasDropped(_ screen: String) -> Bool { screen.contains("were dropped") }

  func fillTarget(_ wish: Wish) async throws {
    guard wish.kind != .instance else { return }
    try await see(.target)
    try terminal.paste(wish.target)
    try terminal.press(.enter)
    let screen = try await terminal.waitUntil("the tags, or that the target is unreadable") {
      WizardPage.tags.isShown(on: $0) || $0.contains("not readable")
    }
    if screen.contains("not readable") { try terminal.press(.enter) }
  }

  func fillTags(_ wish: Wish) async throws {
    try await see(.tags)
    for tag in wish.tags {
      try terminal.type("\(tag),")
    }
    try terminal.press(.enter)
    if !wish.runsUntagged {
      try terminal.press(.space)
    }
    try terminal.press(.enter)
  }

  func fillDetails(_ wish: Wish) async throws {
    try await see(.details)
    for text in [wish.description, wish.note, wish.timeout] {
      if !text.isEmpty {
        try terminal.paste(text)
      }
      try terminal.press(.enter)
    }
    let switches = [wish.isProtected] + (wish.kind == .project ? [wish.isLocked] : [])
    for isOn in switches + [wish.isPaused] {
      if isOn {
        try terminal.press(.space)
      }
      try terminal.press(.enter)
    }
    // Where the server takes them, the end of the token and the rotation deadline follow.
    let screen = try await terminal.waitUntil("what follows the switches") {
      !WizardPage.details.isShown(on: $0) || $0.contains("needs your attention")
        || $0.contains(/[▸>] Token expires/)
    }
    if screen.contains(/[▸>] Token expires/) { try terminal.press(.enter, .enter) }
  }

  /// Fills the pages up to the one given, which is then to be seen.
  func go(to page: WizardPage, with wish: Wish = Wish()) async throws {
    let steps: [(WizardPage, () async throws -> Void)] = [
      (.type, { try await choose(wish.kind) }),
      (.target, { try await fillTarget(wish) }),
      (.tags, { try await fillTags(wish) }),
      (.details, { try await fillDetails(wish) }),
      (.review, { try await create() }),
    ]
    for (name, step) in steps where page != .connection {
      if name == page { break }
      try await step()
    }
    try await see(page)
    if page == .review { try await seeReview() }
  }

  /// Waits for the review to take Enter; right after the Enter that led there it takes none, so
  /// that a key held down creates nothing.
  func seeReview() async throws {
    try await terminal.waitUntil("the review to take Enter") { screen in
      WizardPage.review.isShown(on: screen) && screen.contains("Enter creates")
    }
  }

  func create() async throws {
    try await seeReview()
    try terminal.press(.enter)
  }

  /// Goes through the fields of the page without changing them.
  func pressEnter(until page: WizardPage) async throws {
    try await pressEnter(until: page.isShown)
  }

  private func pressEnter(until isReached: (String) -> Bool) async throws {
    for _ in 0..<12 {
      let before = try terminal.capture()
      try terminal.press(.enter)
      var last = before
      // A screen that is the same twice is painted to its end.
      let after = try await terminal.waitUntil("what Enter leads to") { screen in
        defer { last = screen }
        return screen != before && screen == last
      }
      if isReached(after) { return }
    }
    try await terminal.waitUntil("where Enter leads to", isReached)
  }

  /// Presses a key, and again where it was dropped because it may have been meant for what stood there before.
  func press(_ key: TmuxKey, until isReached: (String) -> Bool) async throws {
    var screen = ""
    repeat {
      try await terminal.waitUntil("the end of the drop") { !wasDropped($0) }
      try terminal.press(key)
      screen = try await terminal.waitUntil("what the key leads to") {
        isReached($0) || wasDropped($0)
      }
    } while !isReached(screen)
  }

  /// Closes what is shown while a runner is looked for whose answer was lost.
  func leaveTheSearchForLater() async throws {
    try await terminal.waitFor("Esc Later")
    try await press(.escape) { $0.contains("Enter asks") }
  }

  // MARK: With the result

  /// Shows the token and reads it from the screen.
  /// - Parameter title: of the page that shows it.
  func revealToken(on title: String = "Runner created") async throws -> String {
    try await terminal.waitFor(title)
    // Keys are dropped until the page has stood for a moment.
    return try await Deadline.wait(
      orExplain: { "The token did not appear." },
      until: {
        try terminal.press("v")
        var last = ""
        // A screen that is the same twice is painted to its end.
        let screen = try? await terminal.waitUntil("the token", deadline: .seconds(2)) { screen in
          defer { last = screen }
          return Self.token(in: screen) != nil && screen == last
        }
        return screen.flatMap(Self.token)
      })
  }

  /// A runner authentication token in a text; one that wraps at the edge of the screen is not found
  /// whole.
  static func token(in text: String) -> String? {
    text.firstMatch(of: /glrt-[A-Za-z0-9_.\-]{20,}/).map { String($0.output) }
  }

  /// Leaves at once, whatever would be lost.
  func leave() async throws {
    try terminal.press(.control("c"), .control("c"))
  }
}

/// The words of a screen without its lines and frames.
func flowing(_ screen: String) -> String {
  screen.split { $0.isWhitespace || "│|".contains($0) }.joined(separator: " ")
}
