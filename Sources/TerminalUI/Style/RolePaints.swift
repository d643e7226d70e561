/// Paints of roles, like a dictionary. The type of a real one would have to be made at run time,
/// for which the first frame would wait.
public struct RolePaints: Equatable, Sendable, ExpressibleByDictionaryLiteral, Sequence {
  /// One for each role, at the place of its raw value.
  private var entries: [RolePaint?]

  public init(dictionaryLiteral elements: (Role, RolePaint)...) {
    entries = Array(repeating: nil, count: Role.allCases.count)
    for (role, paint) in elements { entries[role.rawValue] = paint }
  }

  /// Nil for a role without a paint of its own.
  public subscript(role: Role) -> RolePaint? {
    get { entries[role.rawValue] }
    set { entries[role.rawValue] = newValue }
  }

  public var values: [RolePaint] { entries.compactMap { $0 } }

  /// The roles that have a paint, in the order of roles.
  public func makeIterator() -> some IteratorProtocol<(Role, RolePaint)> {
    Role.allCases.lazy.compactMap { role in entries[role.rawValue].map { (role, $0) } }
      .makeIterator()
  }
}
