import GitLabSandbox
import Testing

/// What tokens are told of themselves.
@Suite struct OwnTokenTests {
  private func tokenInfo(_ door: inout Door, bearer text: String) -> SandboxResponse {
    let request = SandboxRequest(
      method: "GET", target: door.sandbox.options.basePath + "/oauth/token/info",
      headers: [("Authorization", "Bearer " + text)])
    return door.sandbox.respond(to: request, at: door.now)
  }

  @Test func anOAuthTokenIsDescribedBesideTheAPI() {
    for path in ["", "/gitlab"] {
      var door = Door(.init(basePath: path))
      let answer = tokenInfo(&door, bearer: door.token("owner-oauth"))
      #expect(answer.status == 200)
      #expect(answer.json?["scope"]?.array?.compactMap(\.string) == ["api"])
      #expect(answer.json?["resource_owner_id"] == 2)
    }
  }

  @Test func otherTokensAreInvalidThere() {
    var door = Door()
    for text in [door.token("owner-api"), "unknown"] {
      let answer = tokenInfo(&door, bearer: text)
      #expect(answer.status == 401)
      #expect(answer.json?["error"] == "invalid_token")
    }
  }

  @Test func associationsHaveTheFieldsOfGitLabsEntity() {
    var door = Door()
    let path = "personal_access_tokens/self/associations?min_access_level=40"
    let answer = door.ask("GET", path, as: "maintainer-create").json
    let group = answer?["groups"]?.array?.first
    #expect(group?["access_levels"] == 40)
    #expect(group?["full_path"] == nil && group?["archived"] == nil)
    #expect(group?["web_url"] == "http://127.0.0.1/groups/acme")
    let project = answer?["projects"]?.array?.first
    #expect(project?[path: "access_levels", "group_access_level"] == 40)
    #expect(project?["path_with_namespace"]?.string != nil)
  }

  @Test func associationsCameWithGitLab17() {
    var door = Door(.init(gitLab: .v16))
    let answer = door.ask("GET", "personal_access_tokens/self/associations", as: "owner-api")
    #expect(answer.status == 404)
  }
}
