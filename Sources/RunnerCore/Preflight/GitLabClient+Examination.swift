extension GitLabClient {
  /// Finds out what stands for or against a new runner in a group or project, by requests that only read.
  ///
  /// The place itself, the user's role in it and its runners are asked for together. A token that may not read is
  /// told only whether the role is high enough. Whether registration is switched off is told to nobody, so it does
  /// not count here.
  /// - Parameter description: of the new runner; runners of the same one are looked for among the first 300.
  public func examine(
    _ target: RunnerTarget, description: String, _ preflight: Preflight
  ) async -> TargetFacts {
    let examination = TargetExamination(client: self, target: target, preflight: preflight)
    return await examination.facts(description: description)
  }
}

/// What is asked about one group or project.
struct TargetExamination: Sendable {
  let client: GitLabClient
  let target: RunnerTarget
  let preflight: Preflight

  /// Runners from which on a limit is near. GitLab: `ci_registered_group_runners` and
  /// `ci_registered_project_runners`, 1000 unless an administrator changed them, counting runners that were created
  /// or active lately (`doc/administration/instance_limits.md`).
  static let nearLimit = 900
  static let usualLimit = 1_000
  private static let runnerPages = 3
  private static let associationPages = 5

  func facts(description: String) async -> TargetFacts {
    var facts = TargetFacts(target: target, creation: preflight.creation[target.kind.runnerType])
    guard !isRefusedForToken else { return facts }
    guard reads else {
      await askAssociations(&facts)
      return facts
    }
    async let place = client.asked(readPlace)
    async let member = membership()
    async let runners = runners(like: description)
    let (foundPlace, foundMember, foundRunners) = (await place, await member, await runners)
    take(foundPlace, foundMember, &facts)
    facts.runnerCount = foundRunners?.count
    facts.sameDescription = foundRunners?.same ?? []
    if let count = facts.runnerCount, count >= Self.nearLimit {
      facts.warnings.append(Texts.limitNear(count, target.kind))
    }
    if !facts.sameDescription.isEmpty {
      facts.warnings.append(Texts.sameDescription(facts.sameDescription, target.kind))
    }
    return facts
  }

  /// Whether a runner can be created there, without a look at those that are there.
  func creation() async -> Permission {
    var facts = TargetFacts(target: target, creation: preflight.creation[target.kind.runnerType])
    guard !isRefusedForToken else { return facts.creation }
    guard reads else {
      await askAssociations(&facts)
      return facts.creation
    }
    async let place = client.asked(readPlace)
    async let member = membership()
    take(await place, await member, &facts)
    return facts.creation
  }

  private var reads: Bool {
    guard preflight.kind != .fineGrained else { return false }
    guard let scopes = preflight.scopes ?? preflight.token?.scopes else { return true }
    return scopes.contains(where: Account.readScopes.contains)
  }

  /// Whether the token or its scope stands in the way, whatever the place is.
  private var isRefusedForToken: Bool {
    guard case .no(let obstacle) = preflight.creation[target.kind.runnerType] else { return false }
    return obstacle.code != "role_too_low"
  }

  private var collection: String { target.kind == .group ? "/groups/" : "/projects/" }

  // What is asked

  private func readPlace() async throws(APIFailure) -> PlaceFacts {
    let name = target.fullPath ?? String(target.id)
    return try await client.placeFacts(
      .id(target.id), kind: target.kind,
      client.reader(.target(target.kind, name: name, for: .registration)))
  }

  private enum Member: Sendable {
    case role(Int)
    case none
    case unknown
  }

  /// The role, inherited ones and those of invited groups included (GitLab: `lib/api/members.rb`).
  private func membership() async -> Member {
    guard let id = preflight.user?.id ?? preflight.token?.userID else { return .unknown }
    let reader = client.reader(.membership(target.kind))
    do {
      let response = try await client.read("\(collection)\(target.id)/members/all/\(id)", reader)
      let level = JSONValue(parsing: response.body)?["access_level"]?.wholeNumber
      return level.map { .role(Int($0)) } ?? .unknown
    } catch {
      return error.status == 404 ? .none : .unknown
    }
  }

  /// The runners of the same description, and how many there are; nil where they are not shown.
  private func runners(
    like description: String
  ) async -> (same: [Int64], count: Int?)? {
    let scope: RunnerScope =
      target.kind == .group ? .group(target, .allAvailable) : .project(target)
    let reader = client.reader(.runnerList(scope))
    var same: [Int64] = []
    var count: Int?
    for page in 1...Self.runnerPages {
      let path =
        "\(collection)\(target.id)/runners?type=\(target.kind.runnerType.rawValue)&page=\(page)&per_page=100"
      guard let response = try? await client.read(path, reader),
        let rows = JSONValue(parsing: response.body)?.elements
      else { return page > 1 ? (same, count) : nil }
      count = RESTPages.number("X-Total", in: response) ?? count
      if !description.isEmpty {
        same += rows.filter { $0["description"]?.rawText?.hasSameScalars(as: description) == true }
          .compactMap { $0["id"]?.wholeNumber }
      }
      let next = RESTPages.next(after: page, in: response, rows: rows.count, of: 100)
      if next == nil || description.isEmpty { break }
    }
    return (same, count)
  }

  /// Looks for the place among those in which the role is high enough.
  private func askAssociations(_ facts: inout TargetFacts) async {
    guard preflight.kind != .oauth, preflight.kind != .fineGrained,
      preflight.administration != .yes
    else { return }
    let needed = MemberRole.toCreate(in: target.kind)
    facts.unknown.append(Texts.archivedUnknown(target.kind))
    for page in 1...Self.associationPages {
      guard let found = try? await client.associations(needed, page: page) else { return }
      if let place = found[target.kind].first(where: { $0.id == target.id }) {
        facts.role = needed
        facts.target.name = facts.target.name ?? place.name
        facts.target.webURL = facts.target.webURL ?? place.webURL
        facts.creation = .yes
        return
      }
      guard !found.isPartial else { continue }
      let obstacle = Texts.roleTooLow(target, nil)
      facts.creation =
        preflight.administration.isRefused
        ? .no(obstacle) : .unknown(Texts.roleTooLowUnlessAdministrator(obstacle))
      return
    }
  }

  // What follows

  private func take(
    _ place: Result<PlaceFacts, APIFailure>, _ member: Member, _ facts: inout TargetFacts
  ) {
    var level: Int?
    if case .role(let found) = member { level = found }
    switch place {
    case .success(let place):
      facts.target = place.target
      facts.isArchived = place.isArchived
      level = [level, place.role].compactMap(\.self).max()
    case .failure(let failure):
      facts.unknown.append(failure.message)
      if failure.kind == .notFound, preflight.administration != .yes {
        facts.creation = .no(Obstacle(failure))
        return
      }
    }
    facts.role = level.flatMap(MemberRole.init(atMost:))
    facts.creation = creation(level, member, facts)
    if facts.isArchived == true, !facts.creation.isRefused {
      facts.creation = .no(Texts.archived(facts.target))
    }
  }

  private func creation(_ level: Int?, _ member: Member, _ facts: TargetFacts) -> Permission {
    let needed = MemberRole.toCreate(in: target.kind)
    let general = preflight.creation[target.kind.runnerType]
    if preflight.administration == .yes { return general }
    if let level, level >= needed.rawValue {
      // The scopes of the token may be unknown all the same.
      if case .unknown(let obstacle) = general, obstacle.code != "role_unknown" { return general }
      return .yes
    }
    let isKnown: Bool
    switch member {
    case .role, .none: isKnown = true
    case .unknown: isKnown = level != nil && target.kind == .project
    }
    guard isKnown else { return general }
    let obstacle = Texts.roleTooLow(facts.target, facts.role)
    if case .unknown = preflight.administration {
      return .unknown(Texts.roleTooLowUnlessAdministrator(obstacle))
    }
    return .no(obstacle)
  }
}

extension MemberRole {
  /// The highest role that is not above a level, since GitLab has more levels than these.
  init?(atMost level: Int) {
    let roles: [MemberRole] = [.owner, .maintainer, .developer, .reporter, .planner, .guest]
    guard let role = roles.first(where: { $0.rawValue <= level }) else { return nil }
    self = role
  }

  /// As GitLab names it.
  public var title: String {
    switch self {
    case .guest: "Guest"
    case .planner: "Planner"
    case .reporter: "Reporter"
    case .developer: "Developer"
    case .maintainer: "Maintainer"
    case .owner: "Owner"
    }
  }
}

extension RunnerTarget.Kind {
  /// The type of the runners that belong to such a place.
  public var runnerType: RunnerType { self == .group ? .group : .project }
}
