/// The values of one registration before anything is checked, as options, a file or a preset give them.
///
/// Nil means that nothing was said.
public struct FormValues: Equatable, Sendable {
  public var type: RunnerType?
  /// An id, a path or an address.
  public var group: String?
  public var project: String?
  public var tags: [String]?
  public var description: String?
  public var maintenanceNote: String?
  public var maximumTimeout: String?
  public var runUntagged: Bool?
  public var isLocked: Bool?
  public var isProtected: Bool?
  public var isPaused: Bool?
  public var tokenExpiresAt: String?
  public var tokenRotationDeadline: String?

  public init() {}

  /// These values, and the others where these say nothing. The place is one value: who names a group is not asked about
  /// the others' project, nor about the type that goes with it.
  public func over(_ others: FormValues) -> FormValues {
    var result = others
    if group != nil || project != nil {
      result.group = nil
      result.project = nil
      // Without any type it stays to be said which of them is meant.
      if others.type != nil { result.type = group != nil ? .group : .project }
    } else if let type, others.type.map({ $0 != type }) ?? others.isPlaceOtherThan(type) {
      result.group = nil
      result.project = nil
    }
    func take<Value>(_ path: WritableKeyPath<FormValues, Value?>) {
      if let value = self[keyPath: path] { result[keyPath: path] = value }
    }
    take(\.type)
    take(\.group)
    take(\.project)
    take(\.tags)
    take(\.description)
    take(\.maintenanceNote)
    take(\.maximumTimeout)
    take(\.runUntagged)
    take(\.isLocked)
    take(\.isProtected)
    take(\.isPaused)
    take(\.tokenExpiresAt)
    take(\.tokenRotationDeadline)
    return result
  }

  /// Whether it names a place alone that goes with another type.
  private func isPlaceOtherThan(_ type: RunnerType) -> Bool {
    switch type.targetKind {
    case .group?: group == nil && project != nil
    case .project?: project == nil && group != nil
    case nil: group != nil || project != nil
    }
  }

  /// The first field whose text holds something with the prefix of a token, which has no place in a form.
  public var fieldWithToken: FormField? {
    let texts: [(FormField, [String?])] = [
      (.groupID, [group]), (.projectID, [project]), (.tagList, tags ?? []),
      (.description, [description]), (.maintenanceNote, [maintenanceNote]),
      (.maximumTimeout, [maximumTimeout]), (.tokenExpiresAt, [tokenExpiresAt]),
      (.tokenRotationDeadline, [tokenRotationDeadline]),
    ]
    return texts.first { $0.1.contains { $0.map { redactingTokens($0) != $0 } ?? false } }?.0
  }
}

/// A named form: values to begin a registration with. It never holds a token.
public struct RunnerPreset: Equatable, Sendable {
  public enum Origin: Equatable, Sendable {
    /// The operator's own file, which the program does not write.
    case configured
    case saved
  }

  public var name: String
  public var values: FormValues
  public var origin: Origin

  public init(name: String, values: FormValues, origin: Origin) {
    self.name = name
    self.values = values
    self.origin = origin
  }

  /// Those of the operator's file, then the saved ones whose names are not taken there.
  public static func merged(
    configured: [RunnerPreset], saved: [RunnerPreset]
  ) -> [RunnerPreset] {
    configured + saved.filter { preset in !configured.contains { $0.name == preset.name } }
  }
}
