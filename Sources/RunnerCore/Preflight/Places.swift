/// Whether the user of a token has a role in any group or project.
enum PlacesFound: Equatable, Sendable {
  case some(RunnerTarget)
  case none
  case failed(APIFailure)
}

/// What a group or project tells of itself.
struct PlaceFacts: Sendable {
  var target: RunnerTarget
  /// Nil where the server does not say.
  var isArchived: Bool?
  /// The level of the role that the asker has there; nil for groups, which do not tell it.
  var role: Int?
}

/// What a token without reading scopes is told of its groups and projects.
///
/// GitLab from 17.4: `lib/api/personal_access_tokens/self_information.rb`; groups and projects are cut by the same page.
/// They tell an id, a name and an address, but neither a full path of a group nor whether it is archived
/// (`lib/api/entities/group_association_details.rb`, `project_association_details.rb`).
struct Associations: Equatable, Sendable {
  var groups: [RunnerTarget]
  var projects: [RunnerTarget]
  /// Whether there is a page after this.
  var isPartial: Bool

  subscript(kind: RunnerTarget.Kind) -> [RunnerTarget] { kind == .group ? groups : projects }
}

extension MemberRole {
  /// The least role that creates runners (GitLab: `create_runners` in `app/policies/group_policy.rb`,
  /// `project_policy.rb`).
  static func toCreate(in kind: RunnerTarget.Kind) -> MemberRole {
    kind == .group ? .owner : .maintainer
  }
}

extension GitLabClient {
  /// A group or project in which the user has at least a role (`GET /groups`, `GET /projects`).
  ///
  /// - Parameter inUse: whether archived ones do not count. Servers that do not know `active` ignore it.
  func anyPlace(
    _ kind: RunnerTarget.Kind, _ role: MemberRole, inUse: Bool
  ) async -> PlacesFound {
    let least = "min_access_level=\(role.rawValue)"
    let state = inUse ? "&archived=false&active=true" : ""
    let path =
      switch kind {
      case .group: "/groups?\(least)\(state)&order_by=id&per_page=1"
      case .project: "/projects?membership=true&simple=true&\(least)\(state)&order_by=id&per_page=1"
      }
    let reader = reader(.places(kind))
    do {
      let response = try await read(path, reader)
      guard let elements = JSONValue(parsing: response.body)?.elements else {
        return .failed(reader.unusable(response))
      }
      return elements.lazy.compactMap { RunnerTarget($0, kind: kind) }.first.map(PlacesFound.some)
        ?? .none
    } catch {
      return .failed(error)
    }
  }

  /// What a group or project tells of itself (`GET /groups/:id`, `GET /projects/:id`; GitLab: `lib/api/groups.rb`,
  /// `lib/api/projects.rb`).
  func placeFacts(
    _ reference: TargetReference, kind: RunnerTarget.Kind, _ reader: FailureReader
  ) async throws(APIFailure) -> PlaceFacts {
    let place = percentEncoded(reference.name)
    let path = kind == .group ? "/groups/\(place)?with_projects=false" : "/projects/\(place)"
    let response = try await read(path, reader)
    guard let json = JSONValue(parsing: response.body), let found = RunnerTarget(json, kind: kind)
    else { throw reader.unusable(response) }
    if case .id(let id) = reference, found.id != id { throw reader.unusable(response) }
    let permissions = json["permissions"]
    let roles = ["project_access", "group_access"].compactMap {
      permissions?[$0]?["access_level"]?.wholeNumber
    }
    return PlaceFacts(
      target: found, isArchived: json["archived"]?.flag, role: roles.max().map { Int($0) })
  }

  /// One page of the groups and projects in which the user has at least a role, for any scope.
  func associations(
    _ role: MemberRole, page: Int = 1, size: Int = 100
  ) async throws(APIFailure) -> Associations {
    let reader = reader(.associations)
    let response = try await read(
      "/personal_access_tokens/self/associations?min_access_level=\(role.rawValue)&page=\(page)"
        + "&per_page=\(size)", reader)
    guard let json = JSONValue(parsing: response.body), let groups = json["groups"]?.elements,
      let projects = json["projects"]?.elements
    else { throw reader.unusable(response) }
    return Associations(
      groups: groups.compactMap { RunnerTarget($0, kind: .group) },
      projects: projects.compactMap { RunnerTarget($0, kind: .project) },
      // The headers tell of one of the lists alone.
      isPartial: max(groups.count, projects.count) >= size)
  }

  /// The same question as ``anyPlace(_:_:inUse:)`` for a token that may not read; archived ones count, because
  /// nothing tells them apart.
  func anyAssociation(_ kind: RunnerTarget.Kind) async -> PlacesFound {
    do {
      let found = try await associations(.toCreate(in: kind), size: 1)
      return found[kind].first.map(PlacesFound.some) ?? .none
    } catch {
      return .failed(error)
    }
  }
}

extension RunnerTarget {
  /// The group or project in an answer; its path is in its address where it is told nowhere else.
  init?(_ json: JSONValue, kind: Kind) {
    guard let id = json["id"]?.wholeNumber, id > 0 else { return nil }
    let path = json[kind == .group ? "full_path" : "path_with_namespace"]?.cleanText
    self.init(
      kind: kind, id: id, fullPath: path, name: json["name"]?.cleanText,
      webURL: json["web_url"]?.cleanText)
  }
}
