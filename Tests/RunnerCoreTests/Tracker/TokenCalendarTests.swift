import Testing

@testable import RunnerCore

@Suite struct TokenCalendarTests {
  /// 2026-12-31 11:03 UTC and 90 days later.
  private let obtainedAt: Int64 = 1_798_714_980
  private var expiresAt: Int64 { obtainedAt + 90 * 86_400 }

  private func calendar(_ description: String? = nil, renews: Bool = true) throws -> TokenCalendar {
    TokenCalendar(
      runnerID: 12, description: description,
      server: try ServerURL(parsing: "https://gitlab.example.com"),
      webURL: "https://gitlab.example.com/groups/acme/-/runners/12",
      renewal: renews ? TokenRenewal(obtainedAt: obtainedAt, expiresAt: expiresAt) : nil,
      expiresAt: expiresAt, writtenAt: obtainedAt)
  }

  /// The lines as a reader of RFC 5545 sees them: folds are taken out.
  private func unfolded(_ text: String) -> [String] {
    text.replacing("\r\n ", with: "").split(separator: "\r\n").map(String.init)
  }

  @Test func renewalIsDueAfterThreeQuartersOfTheTime() {
    #expect(TokenRenewal(obtainedAt: 1_000, expiresAt: 5_000)?.renewsAt == 4_000)
    #expect(TokenRenewal(obtainedAt: 5_000, expiresAt: 5_000) == nil)
    #expect(TokenRenewal(obtainedAt: .min, expiresAt: .max) == nil)
  }

  @Test func bothMomentsAreEventsWithAlarms() throws {
    let lines = unfolded(try calendar().text)
    #expect(lines.first == "BEGIN:VCALENDAR")
    #expect(lines.last == "END:VCALENDAR")
    #expect(lines.count { $0 == "BEGIN:VEVENT" } == 2)
    #expect(lines.count { $0 == "BEGIN:VALARM" } == 3)
    #expect(lines.count { $0 == "DTSTAMP:20261231T110300Z" } == 2)
    #expect(lines.contains("DTSTART:20270308T230300Z"))
    #expect(lines.contains("DTSTART:20270331T110300Z"))
    #expect(lines.contains("UID:runner-12-renews@gitlab.example.com"))
    #expect(lines.contains("UID:runner-12-expires@gitlab.example.com"))
    #expect(lines.contains("SUMMARY:Token of runner #12 on gitlab.example.com expires"))
  }

  @Test func withoutARenewalThereIsOneEvent() throws {
    let lines = unfolded(try calendar(renews: false).text)
    #expect(lines.count { $0 == "BEGIN:VEVENT" } == 1)
  }

  @Test(arguments: [
    "a;b,c\\d", "line\r\nBEGIN:VEVENT", String(repeating: "日本語", count: 60), "🖥\u{1B}[31m", "",
  ])
  func anyDescriptionKeepsTheFileInItsForm(description: String) throws {
    let text = try calendar(description).text
    let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
    #expect(lines.allSatisfy { $0.utf8.count <= 75 })
    #expect(!text.replacing("\r\n", with: "").unicodeScalars.contains { $0.value < 0x20 })
    #expect(text.hasSuffix("\r\n"))
    #expect(unfolded(text).count { $0 == "BEGIN:VEVENT" } == 2)
  }

  @Test func signsOfTheFormatAreEscaped() throws {
    let summary = unfolded(try calendar("a;b,c\\d").text).first { $0.hasPrefix("SUMMARY:") }
    #expect(summary?.contains(#"a\;b\,c\\d"#) == true)
  }

  @Test func placesThatCannotSaveATokenSaySo() throws {
    let renewal = TokenRenewal(obtainedAt: obtainedAt, expiresAt: expiresAt)
    for place in HandOverPlace.allCases {
      #expect(place.renewalWarning(nil) == nil, "It does not expire.")
    }
    #expect(HandOverPlace.linux.renewalWarning(renewal) == nil)
    for (place, word) in [
      (HandOverPlace.helm, "Secret"), (.operator, "Secret"), (.configTOML, "config.toml"),
      (.linuxUser, "only while it runs"),
    ] {
      let warning = place.renewalWarning(renewal) ?? ""
      #expect(warning.contains(word) && warning.contains("2027-03-31"), "\(place)")
    }
  }
}
