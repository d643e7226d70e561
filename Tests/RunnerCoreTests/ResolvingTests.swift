import RunnerCore
import Testing

@Suite struct ResolvingTests {
  private let group =
    #"{"id":12,"name":"Build","full_path":"platform/build","web_url":"https://gitlab.example.com/groups/platform/build"}"#

  @Test func aGroupIsFoundByItsPath() async throws {
    let transport = ScriptedTransport(.success(.json(200, group)))
    let target = try await client(transport).resolve(
      .path("platform/bü ild"), kind: .group, for: .registration)
    #expect(
      target
        == RunnerTarget(
          kind: .group, id: 12, fullPath: "platform/build", name: "Build",
          webURL: "https://gitlab.example.com/groups/platform/build"))
    #expect(
      try #require(transport.requests.first).url
        == "https://gitlab.example.com/api/v4/groups/platform%2Fb%C3%BC%20ild?with_projects=false")
  }

  @Test func aProjectIsFoundByItsID() async throws {
    let transport = ScriptedTransport(
      .success(.json(200, #"{"id":34,"path_with_namespace":"a/b","name":"B"}"#)))
    let target = try await client(transport).resolve(.id(34), kind: .project, for: .registration)
    #expect(target.fullPath == "a/b")
    #expect(
      try #require(transport.requests.first).url
        == "https://gitlab.example.com/api/v4/projects/34")
  }

  @Test(arguments: ["insufficient_scope", "insufficient_granular_scope"])
  func anIDThatMayNotBeReadGoesThrough(error: String) async throws {
    let body = #"{"error":"\#(error)","error_description":"no","scope":"api read_api"}"#
    let client = try client(ScriptedTransport(.success(.json(403, body))))
    #expect(
      try await client.resolve(.id(12), kind: .group, for: .registration)
        == RunnerTarget(kind: .group, id: 12))
    let failure = try await failure { () async throws(APIFailure) in
      try await client.resolve(.path("a"), kind: .group, for: .registration)
    }
    #expect(failure.code == error)
  }

  @Test func aMissingTargetIsNamed() async throws {
    let client = try client(
      ScriptedTransport(.success(.json(404, #"{"message":"404 Project Not Found"}"#))))
    for reference in [TargetReference.id(99), .path("a/99")] {
      let failure = try await failure { () async throws(APIFailure) in
        try await client.resolve(reference, kind: .project, for: .registration)
      }
      #expect(failure.kind == .notFound)
      #expect(failure.message.contains("99"))
    }
  }

  @Test(arguments: [
    "https://gitlab.example.com/api/v4/projects/34", "/api/v4/projects/34",
    "https://GITLAB.example.com:443/api/v4/projects/34?x=1",
  ])
  func aMovedProjectIsFollowedOnce(location: String) async throws {
    let transport = ScriptedTransport(
      .success(.text(301, "moved", headers: [("Location", location)])),
      .success(.json(200, #"{"id":34,"path_with_namespace":"new/b"}"#)))
    let target = try await client(transport).resolve(
      .path("old/b"), kind: .project, for: .registration)
    #expect(target.fullPath == "new/b")
    #expect(
      transport.requests.map(\.url).last == "https://gitlab.example.com/api/v4/projects/34")
  }

  @Test(arguments: [
    "https://evil.example/api/v4/projects/34", "http://gitlab.example.com/api/v4/projects/34",
    "//evil.example/api/v4/projects/34", "/users/sign_in", "/api/v4/../../x", "",
    "https://gitlab.example.com@evil.example/api/v4/projects/34", "/api/v4/projects/34\u{1B}",
    "https://gitlab.example.com:8443/api/v4/projects/34",
  ])
  func otherRedirectsAreNotFollowed(location: String) async throws {
    let transport = ScriptedTransport(
      .success(.text(302, "", headers: [("Location", location)])), .success(.json(200, "{}")))
    let client = try client(transport)
    let failure = try await failure { () async throws(APIFailure) in
      try await client.resolve(.path("old/b"), kind: .project, for: .registration)
    }
    #expect(failure.code == "unexpected_redirect")
    #expect(transport.requests.count == 1)
  }

  @Test func redirectsInACircleEnd() async throws {
    let transport = ScriptedTransport(
      .success(.text(301, "", headers: [("Location", "/api/v4/projects/34")])))
    let client = try client(transport)
    _ = try await failure { () async throws(APIFailure) in
      try await client.resolve(.path("old/b"), kind: .project, for: .registration)
    }
    #expect(transport.requests.count == 2)
  }
}
