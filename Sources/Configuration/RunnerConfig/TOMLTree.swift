/// A table while its document is read: headers and dotted keys come back to it from other places, which is what it needs
/// an identity for.
final class TOMLTree {
  enum Member {
    case value(TOMLValue)
    case table(TOMLTree)
    /// The tables of `[[…]]` headers.
    case tables([TOMLTree])
  }

  /// Which rule of the specification forbids what was read.
  enum Trouble: Error {
    case duplicate, isNoTable
  }

  private var members: [TOMLText: Member] = [:]
  /// Whether a header names it.
  private var hasHeader = false
  /// Under which header, counted from the beginning, dotted keys wrote into it.
  private var section: Int?

  /// The tables of dotted keys end with their header, and those that a header named are closed to them.
  func isOpenToDottedKeys(section: Int) -> Bool {
    !hasHeader && (self.section ?? section) == section
  }

  /// Writes one value under a dotted key.
  func set(_ path: [TOMLText], to value: TOMLValue, section: Int) throws(Trouble) {
    guard let last = path.last else { return }
    var tree = self
    for key in path.dropLast() {
      switch tree.members[key] {
      case nil:
        let inner = TOMLTree()
        tree.members[key] = .table(inner)
        tree = inner
      case .table(let inner)?: tree = inner
      case .value?, .tables?: throw .isNoTable
      }
      guard tree.isOpenToDottedKeys(section: section) else { throw .duplicate }
      tree.section = section
    }
    guard tree.members[last] == nil else { throw .duplicate }
    tree.members[last] = .value(value)
  }

  /// The table that a header `[path]` opens.
  func open(_ path: [TOMLText]) throws(Trouble) -> TOMLTree {
    guard let last = path.last else { throw .isNoTable }
    let parent = try descend(path.dropLast())
    switch parent.members[last] {
    case nil:
      let tree = TOMLTree()
      tree.hasHeader = true
      parent.members[last] = .table(tree)
      return tree
    case .table(let tree)?:
      guard !tree.hasHeader, tree.section == nil else { throw .duplicate }
      tree.hasHeader = true
      return tree
    case .value?, .tables?: throw .duplicate
    }
  }

  /// The table that a header `[[path]]` adds.
  func append(_ path: [TOMLText]) throws(Trouble) -> TOMLTree {
    guard let last = path.last else { throw .isNoTable }
    let parent = try descend(path.dropLast())
    let tree = TOMLTree()
    tree.hasHeader = true
    switch parent.members[last] {
    case nil: parent.members[last] = .tables([tree])
    case .tables(let others)?:
      // Taken out first, so that the array grows in its place.
      parent.members[last] = nil
      parent.members[last] = .tables(others + [tree])
    case .value?, .table?: throw .duplicate
    }
    return tree
  }

  private func descend(_ path: ArraySlice<TOMLText>) throws(Trouble) -> TOMLTree {
    var tree = self
    for key in path {
      switch tree.members[key] {
      case nil:
        let inner = TOMLTree()
        tree.members[key] = .table(inner)
        tree = inner
      case .table(let inner)?: tree = inner
      case .tables(let trees)?:
        guard let inner = trees.last else { throw .isNoTable }
        tree = inner
      case .value?: throw .isNoTable
      }
    }
    return tree
  }

  /// What was read, without how it was written.
  var table: TOMLTable {
    TOMLTable(
      members: members.mapValues { member in
        switch member {
        case .value(let value): value
        case .table(let tree): .table(tree.table)
        case .tables(let trees): .array(trees.map { .table($0.table) })
        }
      })
  }
}
