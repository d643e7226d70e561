/// What makes looking up among very many groups and projects quick: both stay as they are once a sandbox exists, but for
/// what is set in them.
struct PlaceIndex: Sendable {
  /// Places in the list of groups, by id.
  private(set) var groups: [Int: Int] = [:]
  /// Places in the list of projects, by id.
  private(set) var projects: [Int: Int] = [:]
  /// The users with a role of their own somewhere inside a group, by its id.
  private(set) var insiders: [Int: Set<Int>] = [:]
  /// Texts that are searched, in the order of the groups.
  private(set) var groupTexts: [PlaceText] = []
  /// The same of the projects.
  private(set) var projectTexts: [PlaceText] = []

  init(groups: [SandboxGroup], projects: [SandboxProject]) {
    for (place, group) in groups.enumerated() {
      self.groups[group.id] = place
      groupTexts.append(PlaceText([group.name, group.path], around: [group.fullPath]))
    }
    for (place, project) in projects.enumerated() {
      self.projects[project.id] = place
      projectTexts.append(
        PlaceText([project.name, project.path], around: [project.fullPath, project.fullName]))
    }
    for group in groups where !group.members.isEmpty {
      add(group.members.keys, above: group.parentID, groups)
    }
    for project in projects where !project.members.isEmpty {
      add(project.members.keys, above: project.groupID, groups)
    }
  }

  private mutating func add(
    _ users: some Collection<Int>, above id: Int?, _ list: [SandboxGroup]
  ) {
    var next = id
    while let current = next, let place = groups[current] {
      insiders[current, default: []].formUnion(users)
      next = list[place].parentID
    }
  }
}

/// The names of a group or project in lower case, in UTF-8.
struct PlaceText: Sendable {
  private let own: [UInt8]
  private let around: [UInt8]

  /// - Parameter around: texts that are searched only where namespaces are.
  init(_ own: [String], around: [String]) {
    self.own = Array(own.joined(separator: "\n").lowercased().utf8)
    self.around = Array(around.joined(separator: "\n").lowercased().utf8)
  }

  func contains(_ word: [UInt8], aroundToo: Bool) -> Bool {
    Self.find(word, in: own) || (aroundToo && Self.find(word, in: around))
  }

  private static func find(_ word: [UInt8], in text: [UInt8]) -> Bool {
    guard let first = word.first else { return true }
    return text.withUnsafeBufferPointer { text in
      word.withUnsafeBufferPointer { word in
        var start = 0
        while start + word.count <= text.count {
          if text[start] == first {
            var place = 1
            while place < word.count, text[start + place] == word[place] { place += 1 }
            if place == word.count { return true }
          }
          start += 1
        }
        return false
      }
    }
  }
}
