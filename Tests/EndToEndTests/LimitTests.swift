import Support
import Testing

extension EndToEnd {
  /// What cannot be sent is stopped at its field, and the way back stays open.
  @Suite struct Limits {
    @Test func fiftyOneTagsAreStopped() async throws {
      try await stops(on: .tags, with: Wish(tags: (1...51).map { "t\($0)" }), saying: "at most 50")
    }

    @Test func aTagOfMoreThan255CharactersIsStopped() async throws {
      try await stops(
        on: .tags, with: Wish(tags: [String(repeating: "g", count: 256)]), saying: "255")
    }

    @Test func noTagsWithoutUntaggedJobsAreStopped() async throws {
      try await stops(on: .tags, with: Wish(tags: [], runsUntagged: false), saying: "untagged")
    }

    @Test func lessThanTenMinutesAreStopped() async throws {
      try await stops(on: .details, with: Wish(timeout: "599"), saying: "10 minutes")
    }

    @Test func theLargestValuesPass() async throws {
      let it = try await Operator()
      try it.start()
      let wish = Wish(
        tags: (1...50).map { "t\($0)" }, description: "東京のビルドサーバー",
        note: String(repeating: "n", count: 1024), timeout: "600")
      try await it.go(to: .result, with: wish)
      let runner = try it.server.runner(try #require(try it.server.runnerIDs().last))
      #expect(runner.tagList.count == 50)
      #expect(runner.description == wish.description)
      #expect(runner.maintenanceNote == wish.note)
      #expect(runner.maximumTimeout == 600)
    }

    private func stops(
      on page: WizardPage, with wish: Wish, saying words: String
    ) async throws {
      let it = try await Operator()
      try it.start()
      try await it.go(to: page, with: wish)
      if page == .tags { try await it.fillTags(wish) } else { try await it.fillDetails(wish) }
      try await it.terminal.waitUntil("\(words), on the page \(page)") {
        $0.contains("needs your attention") && $0.contains(words) && page.isShown(on: $0)
      }

      try it.terminal.press(.escape)
      try await it.see(page == .tags ? .target : .tags)
      #expect(try it.server.registrations().isEmpty)
    }
  }
}
