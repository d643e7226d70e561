/// Search, order and role filters that the lists of groups and projects share.
struct PlaceFilter {
  let search: [String]
  private let searchBytes: [[UInt8]]
  let leastRole: SandboxRole?
  let owned: Bool
  let archived: Bool?
  let visibility: String?
  let order: String
  let isDescending: Bool

  /// - Parameter orders: accepted values of `order_by`, the default first.
  init(_ reader: inout ParameterReader, orders: [String], defaultSort: String) {
    search = Self.words(reader.text("search"))
    searchBytes = search.map { Array($0.utf8) }
    leastRole = GitLabSandbox.leastRole(&reader)
    owned = reader.boolean("owned") ?? false
    let archived = reader.boolean("archived")
    self.archived = archived ?? reader.boolean("active").map { !$0 }
    visibility = reader.word("visibility", of: ["private", "internal", "public"])
    order = reader.word("order_by", of: orders) ?? orders[0]
    isDescending = (reader.word("sort", of: ["asc", "desc"]) ?? defaultSort) == "desc"
  }

  /// Search and order alone, the order as GraphQL writes it: `name_asc`, `id_desc`, `similarity`.
  init(search: String?, sort: String = "name_asc") {
    self.search = Self.words(search)
    searchBytes = self.search.map { Array($0.utf8) }
    leastRole = nil
    owned = false
    archived = nil
    visibility = nil
    isDescending = sort.lowercased().hasSuffix("_desc")
    let order = sort.lowercased().prefix { $0 != "_" }
    self.order = ["name", "path", "similarity"].contains(String(order)) ? String(order) : "id"
  }

  private static func words(_ text: String?) -> [String] {
    (text ?? "").lowercased().split(separator: " ").map(String.init)
  }

  /// Whether role, archive state and visibility let a place through; administrators get no role by being so.
  func admits(role: SandboxRole?, isArchived: Bool, _ visibility: SandboxVisibility) -> Bool {
    if let leastRole, (role?.rawValue ?? 0) < leastRole.rawValue { return false }
    if owned, role != .owner { return false }
    if let archived, archived != isArchived { return false }
    return self.visibility.map { $0 == visibility.rawValue } ?? true
  }

  /// Whether every searched word is in the names of a place; on an instance with very many, quicker than ``finds(_:)``.
  ///
  /// - Parameter namespaces: whether the names of what is around it count too.
  func finds(_ text: PlaceText, namespaces: Bool) -> Bool {
    searchBytes.allSatisfy { text.contains($0, aroundToo: namespaces) }
  }

  /// Whether every searched word is in one of the texts.
  func finds(_ texts: [String]) -> Bool {
    search.allSatisfy { word in texts.contains { $0.lowercased().contains(word) } }
  }

  /// Sorts by the wanted order; `similarity` puts equal names first, then those that begin alike.
  func sorted<Place>(
    _ places: [Place], id: (Place) -> Int, name: (Place) -> String, path: (Place) -> String
  ) -> [Place] {
    let wanted = search.joined(separator: " ")
    let keyed = places.map { place -> (Int, String, Place) in
      switch order {
      case "name": (0, name(place).lowercased(), place)
      case "path": (0, path(place), place)
      case "similarity" where !wanted.isEmpty:
        (Self.distance([name(place).lowercased(), path(place)], wanted), path(place), place)
      default: (id(place), "", place)
      }
    }
    let ascending = keyed.sorted { ($0.0, $0.1, id($0.2)) < ($1.0, $1.1, id($1.2)) }.map(\.2)
    return isDescending && order != "similarity" ? ascending.reversed() : ascending
  }

  private static func distance(_ texts: [String], _ wanted: String) -> Int {
    texts.map { $0 == wanted ? 0 : $0.hasPrefix(wanted) ? 1 : 2 }.min() ?? 2
  }
}
