import FoundationEssentials
import GitLabSandbox
import RunnerCore
import Testing

@testable import Runtime

/// What is found out about one place before sending, and about a refusal afterwards.
@Suite struct ExaminationTests {
  static let cases = GitLabSandbox(startingAt: Date(timeIntervalSince1970: 1_798_714_980))
    .tokens

  /// Places where the server refuses although everything that can be asked speaks for it.
  static func isHiddenRefusal(
    _ type: RunnerType, _ id: Int, _ token: SandboxToken
  ) -> Bool {
    let switchedOff = type == .group ? [14, 15] : [104]
    let archived = type == .group ? [16] : [105]
    return switchedOff.contains(id)
      || archived.contains(id) && !token.scopes.contains { ["api", "read_api"].contains($0) }
  }

  @Test(arguments: cases)
  func whatIsKnownOfAPlaceAgreesWithTheServer(_ token: SandboxToken) async throws {
    let transport = SandboxTransport()
    let client = transport.client(token.name)
    let preflight = await transport.preflight(token.name)
    for (type, id) in transport.places {
      guard let kind = type.targetKind else { continue }
      let facts = await client.examine(
        RunnerTarget(kind: kind, id: Int64(id)), description: "", preflight)
      let isAccepted = transport.accepts(type, token, in: id)
      switch facts.creation {
      case .yes: #expect(isAccepted || Self.isHiddenRefusal(type, id, token), "\(type) \(id)")
      case .no: #expect(!isAccepted, "\(type) \(id)")
      case .unknown: #expect(!isAccepted || token.kind == .fineGrained, "\(type) \(id)")
      }
    }
  }

  @Test(arguments: cases)
  func nothingIsSentThatIsKnownToBeRefused(_ token: SandboxToken) async throws {
    let transport = SandboxTransport()
    let client = transport.client(token.name)
    for (type, id) in transport.places {
      let isAccepted = transport.accepts(type, token, in: id)
      let reference = type == .instance ? nil : TargetReference.id(Int64(id))
      let permission: Permission
      do {
        permission = try await client.checkCreation(type, in: reference).permission
      } catch {
        #expect(!isAccepted, "\(type) \(id): \(error)")
        continue
      }
      switch permission {
      case .yes: #expect(isAccepted || Self.isHiddenRefusal(type, id, token), "\(type) \(id)")
      case .no: #expect(!isAccepted, "\(type) \(id)")
      case .unknown:
        let mayAsk = transport.status("GET", "user", token) == 200
        #expect(!mayAsk || token.kind == .fineGrained, "\(type) \(id)")
      }
    }
    let methods = transport.withSandbox { Set($0.log.map(\.method)) }
    #expect(methods == ["GET"])
  }

  @Test func aCommonRegistrationCostsThreeQuestions() async throws {
    let transport = SandboxTransport()
    let check = try await transport.client("owner-api").checkCreation(.project, in: .id(100))
    #expect(check.permission == .yes)
    let paths = transport.withSandbox { $0.log.map(\.path) }
    #expect(
      paths.sorted() == [
        "/api/v4/personal_access_tokens/self", "/api/v4/personal_access_tokens/self/associations",
        "/api/v4/projects/100",
      ])
    // A token that may not read is not sent for what it is not told.
    _ = try await transport.client("owner-create").checkCreation(.project, in: .id(100))
    let all = transport.withSandbox { $0.log.map(\.path) }
    #expect(all.count { $0 == "/api/v4/projects/100" } == 1)
  }

  @Test func aPlaceThatIsFoundByItsPathIsReadOnce() async throws {
    let transport = SandboxTransport()
    let check = try await transport.client("owner-api")
      .checkCreation(.project, in: .path("acme/website"))
    #expect(check.permission == .yes)
    #expect(check.target?.id == 100)
    let paths = transport.withSandbox { $0.log.map(\.path) }
    #expect(paths.count { $0.hasPrefix("/api/v4/projects/") } == 1)
    #expect(paths.count == 3)
  }

  @Test(arguments: [(RunnerType.group, Int64(16)), (.project, 105)])
  func nothingIsCreatedWhatIsArchived(_ type: RunnerType, _ id: Int64) async throws {
    let transport = SandboxTransport()
    for name in ["owner-api", "root-admin"] {
      let check = try await transport.client(name).checkCreation(type, in: .id(id))
      #expect(check.permission.isRefused)
      #expect(check.permission.obstacle?.code == "archived", "\(name)")
    }
  }

  @Test func rolesArchivesAndTwinsAreTold() async throws {
    let transport = SandboxTransport()
    let preflight = await transport.preflight("maintainer-api")
    let client = transport.client("maintainer-api")
    let group = await client.examine(
      RunnerTarget(kind: .group, id: 10), description: "", preflight)
    #expect(group.role == .maintainer)
    #expect(group.creation.obstacle?.text.contains("Maintainer") == true)
    #expect(group.creation.obstacle?.text.contains("Owner") == true)
    let archived = await client.examine(
      RunnerTarget(kind: .project, id: 105), description: "", preflight)
    #expect(archived.isArchived == true)
    #expect(archived.creation.obstacle?.code == "archived")

    #expect(transport.create("twin", in: 100) && transport.create("twin", in: 100))
    let twins = await client.examine(
      RunnerTarget(kind: .project, id: 100), description: "twin", preflight)
    #expect(twins.sameDescription.count == 2)
    #expect(twins.warnings.contains { $0.contains("2 runners with this description") })
    #expect(twins.target.fullPath == "acme/website")
  }

  @Test func aLimitThatIsNearIsWarnedOf() async throws {
    let transport = SandboxTransport()
    let preflight = await transport.preflight("owner-api")
    for _ in 0..<900 { #expect(transport.create("many", in: 100)) }
    let facts = await transport.client("owner-api").examine(
      RunnerTarget(kind: .project, id: 100), description: "", preflight)
    #expect((facts.runnerCount ?? 0) >= 900)
    #expect(facts.warnings.contains { $0.contains("1000") })
  }
}

@Suite struct InquiryTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var token: String
    var type: RunnerType
    var id: Int64
    var cause: String
    var fix: String
    var testDescription: String { "\(token) \(type.rawValue) \(id)" }
  }

  @Test(arguments: [
    Case(
      token: "maintainer-api", type: .group, id: 10, cause: "role Maintainer", fix: "Ask an Owner"),
    Case(
      token: "developer-api", type: .project, id: 100, cause: "role Developer",
      fix: "Ask a Maintainer"),
    Case(
      token: "owner-api", type: .group, id: 14, cause: "switched off",
      fix: "/admin/groups/acme/sealed/edit"),
    Case(
      token: "owner-api", type: .project, id: 104, cause: "switched off",
      fix: "/admin/application_settings/ci_cd"),
    Case(token: "owner-api", type: .group, id: 16, cause: "archived", fix: "Unarchive"),
    Case(
      token: "root-api", type: .instance, id: 0, cause: "administrators", fix: "admin_mode"),
    Case(
      token: "owner-read-api", type: .group, id: 10, cause: "only the scope read_api",
      fix: "create_runner"),
    Case(
      token: "owner-create", type: .group, id: 14, cause: "switched off", fix: "administrator"),
    Case(token: "owner-api", type: .group, id: 999, cause: "no group", fix: "Check the id"),
    Case(token: "owner-expired", type: .group, id: 10, cause: "expired", fix: "new access token"),
  ])
  func lookAlikesAreToldApart(_ row: Case) async throws {
    let transport = SandboxTransport()
    let client = transport.client(row.token)
    let target = row.type.targetKind.map { RunnerTarget(kind: $0, id: row.id) }
    let registration = try RunnerForm(type: row.type, target: target).validate()
    let failure = try await #require(throws: APIFailure.self) {
      _ = try await client.register(registration)
    }
    let report = await client.inquire(failure, registration, nil)
    #expect(report.cause.contains(row.cause), "\(report.cause)")
    #expect(report.fix.contains(row.fix), "\(report.fix)")
    #expect(!report.proof.isEmpty)
    for line in report.proof + report.unknown + [report.cause, report.fix] {
      #expect(line.hasSuffix("."), "\(line)")
    }
    #expect(!"\(report)".contains(client.connection.token.reveal()))
    #expect(report.details.contains("demo.gitlab.example"))
    #expect(report.details.contains("Request id: 01SANDBOX"))
    #expect(transport.withSandbox { $0.log.count { $0.method != "GET" } } == 1)
  }

  @Test func detailsNameEverythingButTheToken() async throws {
    let transport = SandboxTransport()
    let client = transport.client("owner-api")
    let registration = try RunnerForm(
      type: .group, target: RunnerTarget(kind: .group, id: 14, fullPath: "acme/sealed")
    ).validate()
    let failure = try await #require(throws: APIFailure.self) {
      _ = try await client.register(registration)
    }
    let preflight = await transport.preflight("owner-api")
    let lines = await client.inquire(failure, registration, preflight).details.split(
      separator: "\n")
    for start in [
      "POST https://demo.gitlab.example/api/v4/user/runners", "Time: 20", "Answer: HTTP 403",
      "Request id: ", "Host: demo.gitlab.example", "GitLab: 18.4.2-ee", "User: owner (id 2)",
      "Token: personal access token, scopes api, ends 20", "Runner: group_type",
      "Place: group acme/sealed (id 14)", "Cause: ", "Found: ", "Not known: ",
    ] {
      #expect(lines.contains { $0.hasPrefix(start) }, "\(start)")
    }
  }
}

extension SandboxTransport {
  /// Every runner type with every place that it can be created in.
  var places: [(RunnerType, Int)] {
    withSandbox { sandbox in
      [(.instance, 0)] + sandbox.groups.map { (.group, $0.id) }
        + sandbox.projects.map { (.project, $0.id) }
    }
  }

  /// Creates a project runner as the owner.
  func create(_ description: String, in project: Int) -> Bool {
    let token = connection("owner-api").token.reveal()
    let body =
      "{\"runner_type\":\"project_type\",\"project_id\":\(project),\"description\":\"\(description)\"}"
    let request = SandboxRequest(
      method: "POST", target: "/api/v4/user/runners",
      headers: [("PRIVATE-TOKEN", token), ("Content-Type", "application/json")],
      body: Array(body.utf8))
    return withSandbox { $0.respond(to: request, at: Date()).status == 201 }
  }
}
