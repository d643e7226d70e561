/// Users (app/graphql/types/user_interface.rb, current_user_type.rb).
extension GraphQLSchema {
  static let people: [GraphQLSchemaType] = {
    var current = GraphQLObject<Int>("CurrentUser", implements: ["User"], userIndex)
    var other = GraphQLObject<Int>("UserCore", implements: ["User"], userIndex)
    addIdentity(to: &current)
    addIdentity(to: &other)
    addOwnRunners(to: &current)
    return [current.type, other.type, other.interface(named: "User")]
  }()

  private static let userIndex: @Sendable (GraphQLSource) -> Int? = { source in
    if case .user(let index) = source { index } else { nil }
  }

  private static func addIdentity(to user: inout GraphQLObject<Int>) {
    user.field("id", "UserID!") { sandbox, _, index, _ in .id("User", sandbox.users[index].id) }
    user.field("username", "String!") { sandbox, _, index, _ in
      .string(sandbox.users[index].username)
    }
    user.field("name", "String!") { sandbox, _, index, _ in .string(sandbox.users[index].name) }
    user.field("bot", "Boolean!") { sandbox, _, index, _ in .bool(sandbox.users[index].isBot) }
    user.field("active", "Boolean") { sandbox, _, index, _ in
      .bool(!sandbox.users[index].isBlocked)
    }
    user.field("webUrl", "String!") { sandbox, _, index, _ in
      .string("\(sandbox.url)/\(sandbox.users[index].username)")
    }
    user.field("webPath", "String!") { sandbox, _, index, _ in
      .string("\(sandbox.options.basePath)/\(sandbox.users[index].username)")
    }
    user.field("avatarUrl", "String") { _, _, _, _ in .null }
    user.field("publicEmail", "String") { _, _, _, _ in .null }
    let arguments = [
      GraphQLInput("search", "String"), GraphQLInput("permissionScope", "GroupPermission"),
    ]
    user.field("groups", "GroupConnection", arguments + paging, cost: .connection) {
      sandbox, run, index, arguments in sandbox.groupPage(ofUser: index, arguments, run)
    }
  }
}

extension GitLabSandbox {
  /// A user's own groups, for that user and administrators (ability `read_user_groups`).
  fileprivate func groupPage(
    ofUser index: Int, _ arguments: GraphQLArguments, _ run: GraphQLRun
  ) -> GraphQLResult {
    let user = users[index]
    guard run.isAdmin || run.caller?.user.id == user.id else { return .null }
    let filter = PlaceFilter(search: arguments.string("search"))
    // All three scopes need the right to create projects or more.
    let least: SandboxRole =
      switch arguments.string("permissionScope") {
      case "TRANSFER_PROJECTS": .maintainer
      case "CREATE_PROJECTS", "IMPORT_PROJECTS": .developer
      default: .guest
      }
    let found = groups.indices.filter { place in
      role(of: user, inGroup: groups[place].id).map { $0 >= least } ?? false
        && filter.finds([groups[place].name, groups[place].path])
    }
    return GraphQLConnection.page(of: found, arguments, source: GraphQLSource.group)
  }
}
