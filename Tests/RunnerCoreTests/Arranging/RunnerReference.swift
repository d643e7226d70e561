import Foundation
import RunnerCore

/// What filtering and sorting mean, written down without regard to speed.
enum RunnerReference {
  /// A part of a filter as it is typed, and what it keeps.
  struct Part {
    let text: String
    let keeps: (Runner) -> Bool
  }

  static func fold(_ text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.flatMap { $0.properties.lowercaseMapping.unicodeScalars }
  }

  /// Without marks on letters; of those that decomposition does not take off, none are in use here.
  static func foldBare(_ text: String) -> [Unicode.Scalar] {
    fold(text).flatMap { scalar in
      let isKana = 0x3040...0x30FF ~= scalar.value
      return isKana
        ? [scalar]
        : String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars.filter {
          !(0x300...0x36F ~= $0.value)
        }
    }
  }

  static func contains(_ text: String?, _ word: String, isBare: Bool = true) -> Bool {
    guard let text else { return false }
    let (all, sought) =
      isBare ? (foldBare(text), foldBare(word)) : (fold(text), fold(word))
    return sought.count <= all.count
      && (0...all.count - sought.count).contains { all[$0...].starts(with: sought) }
  }

  static func part(_ dice: inout SeededDice) -> Part {
    let word = dice.pick([
      "linux", "GPU", "1", "größe", "ビルド", "é", "e\u{301}", "i\u{307}", "kelvin", "Builder 9",
      "docker",
      "tools/", "界界", "12",
    ])
    let part: Part =
      switch dice.below(8) {
      case 0, 1:
        Part(text: "\"\(word)\"") { runner in
          contains(runner.description, word) || runner.tags?.contains { contains($0, word) } == true
            || contains(runner.owner?.fullPath, word)
            || word.allSatisfy(\.isNumber) && String(runner.id).hasPrefix(word)
        }
      case 2:
        Part(text: "tag:\"\(word)\"") { $0.tags?.contains { contains($0, word) } == true }
      case 3:
        exactTag(&dice)
      case 4:
        status(&dice)
      case 5:
        Part(text: "owner:\"\(word)\"") { contains($0.owner?.fullPath, word) }
      case 6:
        Part(text: "/\(word)/") { runner in
          contains(runner.description, word, isBare: false)
            || contains(runner.owner?.fullPath, word, isBare: false)
            || runner.tags?.contains { contains($0, word, isBare: false) } == true
        }
      default:
        Part(text: "expires:14d") {
          if case .at(let moment) = $0.tokenExpiry {
            moment <= GeneratedRunners.now + 14 * GeneratedRunners.day
          } else {
            false
          }
        }
      }
    return dice.oneIn(3) ? Part(text: "!" + part.text) { !part.keeps($0) } : part
  }

  private static func exactTag(_ dice: inout SeededDice) -> Part {
    let tag = dice.pick(GeneratedRunners.tags)
    return Part(text: "tag:=\"\(tag)\"") {
      $0.tags?.contains { Array($0.utf8) == Array(tag.utf8) } == true
    }
  }

  private static func status(_ dice: inout SeededDice) -> Part {
    let all: [(String, (Runner) -> Bool)] = [
      ("online", { $0.status == .online }), ("offline", { $0.status == .offline }),
      ("stale", { $0.status == .stale }), ("never", { $0.status == .neverContacted }),
      ("paused", { $0.isPaused == true }), ("busy", { $0.isBusy == true }),
    ]
    let (word, keeps) = dice.pick(all)
    return Part(text: "status:" + word, keeps: keeps)
  }

  /// The places of the rows kept, in their order.
  static func order(_ runners: [Runner], _ parts: [Part], _ sort: RunnerSort?) -> [UInt32] {
    let kept = runners.indices.filter { place in parts.allSatisfy { $0.keeps(runners[place]) } }
    guard let sort else { return kept.map(UInt32.init) }
    let keys = runners.map { key($0, sort.field) }
    let sorted = kept.sorted { left, right in
      guard let one = keys[left], let other = keys[right] else {
        return keys[left] != nil || keys[right] == nil && left < right
      }
      if one == other { return left < right }
      return one.lexicographicallyPrecedes(other) != sort.isDescending
    }
    return sorted.map(UInt32.init)
  }

  /// A value as numbers that are compared one by one; nil where there is none.
  static func key(_ runner: Runner, _ field: RunnerSortField) -> [Int]? {
    switch field {
    case .id: return [Int(runner.id)]
    case .description: return text(runner.description)
    case .owner: return text(runner.owner?.fullPath ?? runner.owner?.name)
    case .creator: return text(runner.creator)
    case .version: return runner.newestManager?.version.flatMap(version)
    case .tags:
      let tags = runner.tags ?? []
      return tags.isEmpty ? nil : tags.flatMap { fold($0).map { Int($0.value) } + [0] }
    case .status:
      return [.online, .offline, .stale, .neverContacted].firstIndex(of: runner.status).map { [$0] }
    case .type:
      return runner.type.flatMap { [.instance, .group, .project].firstIndex(of: $0) }.map { [$0] }
    case .jobs: return runner.jobCount.map { [Int($0)] }
    case .managers: return runner.managerCount.map { [Int($0)] }
    case .contacted: return runner.contactedAt.map { [Int($0)] }
    case .created: return runner.createdAt.map { [Int($0)] }
    case .maximumTimeout: return runner.maximumTimeout.map { [Int($0)] }
    case .tokenExpiry:
      if case .at(let moment) = runner.tokenExpiry { return [Int(moment)] }
      return nil
    }
  }

  private static func text(_ text: String?) -> [Int]? {
    guard let text, !text.isEmpty else { return nil }
    return fold(text).map { Int($0.value) }
  }

  /// Digits in a row count as one number; the signs of a prerelease stand before the end of the version,
  /// and that before everything else.
  private static func version(_ version: String) -> [Int]? {
    guard !version.isEmpty else { return nil }
    var key: [Int] = []
    var number: Int?
    var scalars = fold(version)[...]
    if scalars.first == "v", scalars.dropFirst().first.map({ ("0"..."9").contains($0) }) == true {
      scalars.removeFirst()
    }
    for scalar in scalars {
      if ("0"..."9").contains(scalar) {
        number = (number ?? 0) * 10 + Int(scalar.value - 0x30)
        continue
      }
      if let ended = number { key += [0x30, ended] }
      number = nil
      key.append(scalar == "~" || scalar == "-" ? 1 : Int(scalar.value))
    }
    if let ended = number { key += [0x30, ended] }
    return key + [2]
  }
}
