extension Cast {
  static let groups: [SandboxGroup] = {
    var list = GroupList()
    list.add(
      10, "acme", "Acme Ingenieurbüro", parent: nil,
      members: [owner: .owner, maintainer: .maintainer, developer: .developer])
    list.change { $0.registrationToken = "GR1348941sandbox-group-10" }
    list.add(11, "platform", "Plattform & Betrieb", parent: 10, members: [groupBot: .owner])
    list.add(12, "kernel", "Kernel", parent: 11)
    list.add(13, "nihongo", "日本語チーム 🗾", parent: 10)
    list.add(14, "sealed", "Sealed", parent: 10)
    list.change { $0.allowsRunnerRegistration = false }
    list.add(15, "inner", "Inner", parent: 14)
    list.add(16, "archive", "Archive", parent: 10)
    list.change { $0.isArchived = true }
    list.add(17, "rotating", "Rotating tokens", parent: 10)
    list.change { $0.runnerTokenExpirationInterval = 30 * 86_400 }
    list.add(18, "longtokens", "Routable tokens", parent: nil, members: [owner: .owner])
    list.change { $0.hasRoutableTokens = true }
    list.add(19, "partner", "Partner", parent: nil)
    list.add(20, "hidden", "Hidden", parent: nil)
    list.add(21, "public-library", "Bibliothèque publique", parent: nil, visibility: .public)
    return list.groups
  }()

  static let projects: [SandboxProject] = {
    var list = ProjectList()
    list.add(100, "website", "Website 🌐", in: 10)
    list.add(101, "api", "API", in: 11, members: [projectBot: .maintainer])
    list.change { $0.registrationToken = "GR1348941sandbox-project-101" }
    list.add(102, "linux", "Linux", in: 12)
    list.add(103, "translation", "翻訳", in: 13)
    list.add(104, "vault", "Vault", in: 14)
    list.change { $0.allowsRunnerRegistration = false }
    list.add(105, "old-site", "Old site", in: 16)
    list.add(106, "rotor", "Rotor", in: 17)
    list.change { $0.runnerTokenExpirationInterval = 7 * 86_400 }
    list.add(107, "router", "Router", in: 18)
    list.add(108, "shared", "Shared with Acme", in: 19, members: [owner: .developer])
    list.add(109, "secret", "Secret", in: 20)
    list.add(110, "new-home", "New home", in: 10)
    list.change { $0.formerPaths = ["acme/old-home"] }
    list.add(111, "catalogue", "Catalogue", in: 21, visibility: .public)
    list.add(112, "dotfiles", "dotfiles", in: nil, members: [owner: .owner])
    return list.projects
  }()

  /// Collects groups; each needs its parent to be there before.
  private struct GroupList {
    var groups: [SandboxGroup] = []

    mutating func add(
      _ id: Int, _ path: String, _ name: String, parent: Int?,
      visibility: SandboxVisibility = .private, members: [Int: SandboxRole] = [:]
    ) {
      let above = groups.first { $0.id == parent }
      groups.append(
        SandboxGroup(
          id: id, path: path, name: name, parentID: parent,
          fullPath: above.map { "\($0.fullPath)/\(path)" } ?? path,
          fullName: above.map { "\($0.fullName) / \(name)" } ?? name,
          visibility: visibility, members: members))
    }

    /// Changes the group added last.
    mutating func change(_ body: (inout SandboxGroup) -> Void) {
      body(&groups[groups.count - 1])
    }
  }

  private struct ProjectList {
    var projects: [SandboxProject] = []

    /// Adds a project; without a group it lies in the owner's own namespace.
    mutating func add(
      _ id: Int, _ path: String, _ name: String, in group: Int?,
      visibility: SandboxVisibility = .private, members: [Int: SandboxRole] = [:]
    ) {
      let above = groups.first { $0.id == group }
      projects.append(
        SandboxProject(
          id: id, path: path, name: name, groupID: group,
          fullPath: "\(above?.fullPath ?? "owner")/\(path)",
          fullName: "\(above?.fullName ?? "Olga Owner") / \(name)",
          visibility: visibility, members: members))
    }

    /// Changes the project added last.
    mutating func change(_ body: (inout SandboxProject) -> Void) {
      body(&projects[projects.count - 1])
    }
  }
}
