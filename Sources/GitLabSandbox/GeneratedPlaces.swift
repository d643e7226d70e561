/// Groups and projects as a large instance has them: many that are named alike, some in other scripts, nested three
/// deep. The cast has the same roles in them as in `acme`.
struct GeneratedPlaces {
  private(set) var groups: [SandboxGroup] = []
  private(set) var projects: [SandboxProject] = []
  private var random: SplitMix64

  /// Ids of generated places begin here.
  static let firstID = 1_000

  private static let words = [
    "platform", "payments", "mobile", "data", "infra", "search", "media", "identity", "billing",
    "edge",
  ]
  private static let things = [
    "api", "website", "worker", "docs", "tools", "charts", "images", "app", "gateway", "library",
  ]
  private static let names = [
    "開発チーム", "基盤", "데이터", "平台", "Größenordnung", "Équipe réseau", "Команда", "モバイル",
  ]

  /// So many groups and projects together, half of each, the same for the same seed.
  init(count: Int, seed: UInt64) {
    random = SplitMix64(seed: seed ^ 0x91AC_E5)
    groups.reserveCapacity(count / 2)
    projects.reserveCapacity(count - count / 2)
    for number in 0..<max(0, count / 2) { addGroup(number) }
    for number in 0..<max(0, count - count / 2) { addProject(number) }
  }

  private mutating func addGroup(_ number: Int) {
    let word = random.pick(Self.words)
    let parent = number % 8 == 0 ? nil : groups[number - 1 - random.number(below: min(number, 200))]
    let above = parent.flatMap { $0.fullPath.split(separator: "/").count < 3 ? $0 : nil }
    let path = "\(word)-\(number)"
    let name =
      number % 11 == 3 ? "\(random.pick(Self.names)) \(number)" : "\(word.capitalized) \(number)"
    groups.append(
      SandboxGroup(
        id: Self.firstID + number, path: path, name: name, parentID: above?.id,
        fullPath: above.map { "\($0.fullPath)/\(path)" } ?? path,
        fullName: above.map { "\($0.fullName) / \(name)" } ?? name, visibility: .private,
        members: above == nil
          ? [Cast.owner: .owner, Cast.maintainer: .maintainer, Cast.developer: .developer] : [:]))
  }

  private mutating func addProject(_ number: Int) {
    let thing = random.pick(Self.things)
    let path = "\(thing)-\(number)"
    let name =
      number % 13 == 5 ? "\(random.pick(Self.names)) \(number)" : "\(thing.capitalized) \(number)"
    let group = groups.isEmpty ? nil : groups[random.number(below: groups.count)]
    projects.append(
      SandboxProject(
        id: Self.firstID + number, path: path, name: name, groupID: group?.id,
        fullPath: "\(group?.fullPath ?? "owner")/\(path)",
        fullName: "\(group?.fullName ?? "Olga Owner") / \(name)", visibility: .private,
        members: group == nil ? [Cast.owner: .owner] : [:]))
  }
}

extension String {
  /// With a capital at its beginning.
  fileprivate var capitalized: String { prefix(1).uppercased() + dropFirst() }
}
