import FoundationEssentials

/// Groups and projects (app/graphql/types/group_type.rb, projects/project_interface.rb).
extension GraphQLSchema {
  static let places: [GraphQLSchemaType] =
    [group, groupPermissions, accessLevel] + projectTypes + [projectPermissions]
    + connection("Group") + connection("Project", count: .exact)

  private static let group: GraphQLSchemaType = {
    var group = GraphQLObject<Int>("Group") { source in
      if case .group(let index) = source { index } else { nil }
    }
    group.field("id", "ID!") { sandbox, _, index, _ in .id("Group", sandbox.groups[index].id) }
    for (name, type, path) in [
      ("name", "String!", \.name), ("path", "String!", \.path), ("fullName", "String", \.fullName),
      ("fullPath", "ID!", \.fullPath),
    ] as [(String, String, KeyPath<SandboxGroup, String> & Sendable)] {
      group.field(name, type) { sandbox, _, index, _ in
        .string(sandbox.groups[index][keyPath: path])
      }
    }
    group.field("webUrl", "String!") { sandbox, _, index, _ in
      .string("\(sandbox.url)/groups/\(sandbox.groups[index].fullPath)")
    }
    group.field("avatarUrl", "String") { _, _, _, _ in .null }
    group.field("parent", "Group") { sandbox, run, index, _ in
      let parent = sandbox.groups[index].parentID
      let place = sandbox.groups.firstIndex {
        $0.id == parent && sandbox.isVisible($0, to: run.caller)
      }
      return place.map { .object(.group($0)) } ?? .null
    }
    group.field("createdAt", "Time") { sandbox, _, _, _ in
      .time(sandbox.start.addingTimeInterval(-400 * 86_400))
    }
    group.field("maxAccessLevel", "AccessLevel!") { sandbox, run, index, _ in
      .object(.role(sandbox.role(of: run.caller, inGroup: index)))
    }
    group.field("userPermissions", "GroupPermissions!") { sandbox, run, index, _ in
      .object(.role(sandbox.role(of: run.caller, inGroup: index)))
    }
    addGroupRunners(to: &group)
    return group.type
  }()

  private static let groupPermissions: GraphQLSchemaType = {
    var permissions = GraphQLObject<SandboxRole?>("GroupPermissions") { source in
      if case .role(let role) = source { role } else { nil }
    }
    let needed: [(String, SandboxRole?, GraphQLLifespan)] = [
      ("readGroup", nil, .always), ("createProjects", .developer, .always),
      ("createCustomEmoji", .developer, .always), ("removeGroup", .owner, .always),
      ("viewEditPage", .owner, .always), ("adminIssue", .reporter, .always),
      ("readCrmContact", .reporter, .always), ("readCrmOrganization", .reporter, .always),
      ("archiveGroup", .owner, .experiment("18.3")), ("canLeave", .guest, .always),
    ]
    for (name, least, lifespan) in needed {
      permissions.field(name, "Boolean!", [], lifespan) { _, run, role, _ in
        guard let least else { return .bool(true) }
        let isMember = role.map { $0 >= least } ?? false
        return .bool(isMember || run.isAdmin && name != "canLeave")
      }
    }
    permissions.field("adminAllResources", "Boolean!") { _, run, _, _ in .bool(run.isAdmin) }
    return permissions.type
  }()

  private static let accessLevel: GraphQLSchemaType = {
    var level = GraphQLObject<SandboxRole?>("AccessLevel") { source in
      if case .role(let role) = source { role } else { nil }
    }
    level.field("integerValue", "Int") { _, _, role, _ in .int(role?.rawValue ?? 0) }
    return level.type
  }()

  /// `Project` and the interface that it shares with what is shown of closed projects.
  private static let projectTypes: [GraphQLSchemaType] = {
    var open = GraphQLObject<Int>("Project", implements: ["ProjectInterface"], projectIndex)
    var shared = GraphQLObject<Int>("ProjectInterface", projectIndex)
    addIdentity(to: &open, mark: "!")
    addIdentity(to: &shared, mark: "")
    open.field("archived", "Boolean") { sandbox, _, index, _ in
      .bool(sandbox.isArchived(sandbox.projects[index]))
    }
    open.field("maxAccessLevel", "AccessLevel!") { sandbox, run, index, _ in
      .object(.role(sandbox.role(of: run.caller, inProject: index)))
    }
    addProjectRunners(to: &open)
    return [open.type, shared.interface(named: "ProjectInterface")]
  }()

  private static let projectIndex: @Sendable (GraphQLSource) -> Int? = { source in
    if case .project(let index) = source { index } else { nil }
  }

  /// - Parameter mark: `!` where the object promises more than the interface.
  private static func addIdentity(to project: inout GraphQLObject<Int>, mark: String) {
    project.field("id", "ID" + mark) { sandbox, _, index, _ in
      .id("Project", sandbox.projects[index].id)
    }
    for (name, type, path) in [
      ("name", "String" + mark, \.name), ("nameWithNamespace", "String", \.fullName),
      ("fullPath", "ID" + mark, \.fullPath),
    ] as [(String, String, KeyPath<SandboxProject, String> & Sendable)] {
      project.field(name, type) { sandbox, _, index, _ in
        .string(sandbox.projects[index][keyPath: path])
      }
    }
    project.field("description", "String") { _, _, _, _ in .null }
    project.field("avatarUrl", "String") { _, _, _, _ in .null }
    project.field("webUrl", "String") { sandbox, _, index, _ in
      .string("\(sandbox.url)/\(sandbox.projects[index].fullPath)")
    }
    project.field("userPermissions", "ProjectPermissions" + mark) { sandbox, run, index, _ in
      .object(.role(sandbox.role(of: run.caller, inProject: index)))
    }
  }

  private static let projectPermissions: GraphQLSchemaType = {
    var permissions = GraphQLObject<SandboxRole?>("ProjectPermissions") { source in
      if case .role(let role) = source { role } else { nil }
    }
    permissions.field("readProject", "Boolean!") { _, _, _, _ in .bool(true) }
    permissions.field("adminProject", "Boolean!") { _, run, role, _ in
      .bool(run.isAdmin || role.map { $0 >= .maintainer } ?? false)
    }
    return permissions.type
  }()
}

extension GitLabSandbox {
  /// The role of a member; administrators get none by being so.
  fileprivate func role(of caller: Caller?, inGroup index: Int) -> SandboxRole? {
    caller.flatMap { role(of: $0.user, inGroup: groups[index].id) }
  }

  fileprivate func role(of caller: Caller?, inProject index: Int) -> SandboxRole? {
    caller.flatMap { role(of: $0.user, in: projects[index]) }
  }

  func visibleGroup(path: String, _ caller: Caller?) -> Int? {
    groups.firstIndex { $0.fullPath == path.lowercased() && isVisible($0, to: caller) }
  }

  func visibleProject(path: String, _ caller: Caller?) -> Int? {
    projects.firstIndex { $0.fullPath == path.lowercased() && isVisible($0, to: caller) }
  }
}
