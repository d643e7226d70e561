public import RunnerCore

extension SettingsReader {
  /// The presets in the order of the file, each with the entries that nobody knows.
  /// - Parameter report: takes what is wrong with one of them and goes on with the next; throwing ends the reading.
  mutating func presets(
    _ origin: RunnerPreset.Origin,
    _ report: (FileProblem, YAMLEntry) throws(FileProblem) -> Void
  ) throws(FileProblem) -> [(preset: RunnerPreset, unknown: [YAMLEntry])] {
    guard let child = try child("presets") else { return [] }
    var presets: [(RunnerPreset, [YAMLEntry])] = []
    for entry in child.entries {
      do throws(FileProblem) {
        guard RunnerPreset.isName(entry.key) else {
          throw child.problem(entry, Texts.wrongPresetName)
        }
        let path = "\(child.path).\(Printable.key(entry.key))"
        let preset = try SettingsReader(entry.value, file: file, path: path)
        let reader = FormValuesReader(preset.entries)
        if let problem = reader.problems.first {
          throw FileProblem(
            file: file, line: problem.line, key: "\(path).\(problem.key)", text: problem.text)
        }
        if let field = reader.values.fieldWithToken {
          let line = preset.entries.first { $0.key == field.rawValue }?.line
          throw FileProblem(
            file: file, line: line ?? entry.line, key: "\(path).\(field.rawValue)",
            text: Texts.presetHoldsToken)
        }
        warnings += reader.unknown.map { preset.problem($0, Texts.unknownKey) }
        presets.append(
          (RunnerPreset(name: entry.key, values: reader.values, origin: origin), reader.unknown))
      } catch {
        try report(error, entry)
      }
    }
    return presets
  }
}

/// The presets that `saved.yaml` keeps. One that cannot be used is a warning and stays in the file as it is.
struct SavedPresets: Equatable, Sendable {
  private var usable: [RunnerPreset] = []
  /// What this version does not know of presets, by their names.
  private var unknown: [String: [YAMLEntry]] = [:]
  private var unusable: [YAMLEntry] = []

  init() {}

  /// Reads `presets`.
  init(_ reader: inout SettingsReader) {
    var unusable: [YAMLEntry] = []
    var problems: [FileProblem] = []
    do throws(FileProblem) {
      let presets = try reader.presets(.saved) { problem, entry in
        problems.append(problem)
        unusable.append(entry)
      }
      usable = presets.map(\.preset)
      for (preset, entries) in presets where !entries.isEmpty { unknown[preset.name] = entries }
    } catch {
      // The whole value is of a wrong kind.
      reader.warnings.append(error)
    }
    self.unusable = unusable
    reader.warnings += problems
  }

  /// In the order of the file.
  var presets: [RunnerPreset] { usable }

  /// Adds a preset, or replaces the one of its name in its place.
  mutating func set(_ preset: RunnerPreset) {
    unusable.removeAll { $0.key == preset.name }
    unknown[preset.name] = nil
    if let place = usable.firstIndex(where: { $0.name == preset.name }) {
      usable[place] = preset
    } else {
      usable.append(preset)
    }
  }

  /// The value of `presets`; nil where there is nothing to keep.
  var node: YAMLNode? {
    let entries =
      usable.map { preset in
        YAMLEntry(
          preset.name, YAMLNode(.mapping(preset.values.entries + (unknown[preset.name] ?? []))))
      } + unusable
    return entries.isEmpty ? nil : YAMLNode(.mapping(entries))
  }
}

extension RunnerPreset {
  /// Whether a text can name a preset: it is shown, and typed after `--preset`.
  public static func isName(_ text: String) -> Bool {
    Profile.isName(text) && !looksLikeToken(text)
  }
}
