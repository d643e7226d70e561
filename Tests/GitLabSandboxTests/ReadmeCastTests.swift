import Foundation
import GitLabSandbox
import Support
import Testing

/// The README lists who and what every sandbox has.
@Suite(.serialized) struct ReadmeCastTests {
  private let sandbox = GitLabSandbox(startingAt: Date(timeIntervalSince1970: 1_798_714_980))

  @Test func theReadmeListsEveryToken() {
    let names = Dictionary(uniqueKeysWithValues: sandbox.users.map { ($0.id, $0.username) })
    var lines = ["| token | user | scopes | kind | state |", "|---|---|---|---|---|"]
    for token in sandbox.tokens {
      let user = names[token.userID] ?? ""
      lines.append(
        "| `\(token.token)` | \(user) | \(token.scopes.joined(separator: " ")) "
          + "| \(token.kind.rawValue) | \(token.state.rawValue) |")
    }
    assertSection("tokens", of: "README.md", is: lines)
  }

  @Test func theReadmeListsEveryGroupAndProject() {
    var lines = ["| id | group | | id | project |", "|---|---|---|---|---|"]
    let groups = sandbox.groups.map { ("\($0.id)", "`\($0.fullPath)`") }
    let projects = sandbox.projects.map { ("\($0.id)", "`\($0.fullPath)`") }
    for row in 0..<max(groups.count, projects.count) {
      let group = row < groups.count ? groups[row] : ("", "")
      let project = row < projects.count ? projects[row] : ("", "")
      lines.append("| \(group.0) | \(group.1) | | \(project.0) | \(project.1) |")
    }
    assertSection("places", of: "README.md", is: lines)
  }
}
