import RunnerCore

/// A ``RecoveryMarker`` that the review offers to send.
struct OfferedMarker: Equatable, Sendable {
  let text: String
  /// Whether it is sent.
  var isOn = true

  init(_ text: String) {
    self.text = text
  }

  /// The marker of a number: `rw-` and eight of the letters a to z and digits 2 to 7, other ones for every number.
  /// - Parameter seed: what tells this run of the program from every other.
  init(seed: UInt64, number: UInt64) {
    // SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).
    var bits = seed &+ (number &+ 1) &* 0x9E37_79B9_7F4A_7C15
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    bits ^= bits >> 31
    text = RecoveryMarker.make(from: bits)
  }

  /// The line of the note that holds it.
  var line: String { RecoveryMarker.line(text) }

  /// The note with the marker on a line of its own; nil where GitLab's limit leaves no room for it.
  func added(to note: String) -> String? {
    let marked = RecoveryMarker.appended(text, to: trimmed(note).isEmpty ? "" : note)
    return marked.unicodeScalars.count <= FormLimits.maintenanceNoteLength ? marked : nil
  }

  /// The note as it was before the marker was added.
  static func removed(_ marker: String?, from note: String) -> String {
    guard let marker else { return note }
    let line = RecoveryMarker.line(marker)
    if note == line { return "" }
    return note.hasSuffix("\n" + line) ? String(note.dropLast(line.count + 1)) : note
  }
}

extension WizardDraft {
  /// The maintenance note as it is sent.
  var sentMaintenanceNote: String {
    guard let marker = surroundings.marker, marker.isOn else { return maintenanceNote }
    return marker.added(to: maintenanceNote) ?? maintenanceNote
  }

  /// The marker that is sent; nil where none is offered, it is switched off or has no room.
  var sentMarker: String? {
    guard let marker = surroundings.marker, marker.isOn, marker.added(to: maintenanceNote) != nil
    else { return nil }
    return marker.text
  }

  /// The line of the review about the marker; nil where none is needed.
  var markerRow: ReviewRow? {
    guard let marker = surroundings.marker, surroundings.purpose == .create else { return nil }
    let value =
      !marker.isOn
      ? Texts.markerOff : sentMarker == nil ? Texts.markerWithoutRoom : Texts.markerOn(marker.text)
    return ReviewRow(
      field: .recoveryMarker, label: Texts.markerLabel, value: value, isDefault: false)
  }

  /// A draft with the values of a registration that was sent before.
  mutating func fill(_ entry: JournalEntry) {
    let form = entry.form
    type = form.type ?? type
    if let target = form.target { choose(target) }
    tags = form.tags
    description = form.description
    maintenanceNote = OfferedMarker.removed(entry.marker, from: form.maintenanceNote)
    maximumTimeout = form.maximumTimeout
    runsUntagged = form.runUntagged ?? true
    isLocked = form.isLocked ?? false
    isProtected = form.isProtected ?? false
    isPaused = form.isPaused ?? false
    tokenExpiresAt = form.tokenExpiresAt
    tokenRotationDeadline = form.tokenRotationDeadline
  }
}

extension Identity {
  /// Whether the access token is known to look nothing up, so that its runner is found only by others.
  ///
  /// GitLab: `lib/api/ci/runners.rb` and `lib/gitlab/auth.rb`; `create_runner` alone reads no runner.
  func looksNothingUp(_ preflight: Preflight?) -> Bool {
    guard let scopes = preflight?.scopes ?? token?.scopes, !scopes.isEmpty else {
      // Its own list is refused to no one but for the scopes.
      return preflight?.browsing.mine.isRefused == true
    }
    return !scopes.contains(where: ["api", "read_api", "granular"].contains)
  }
}

extension App {
  var looksNothingUp: Bool {
    guard case .identified(let identity) = session.check else { return false }
    return identity.looksNothingUp(session.preflight)
  }

  /// Offers the wizard a marker where one is needed; what is on its way keeps its own.
  mutating func offerMarker() {
    guard let wizard, !wizard.isEditing, wizard.submission != .sending,
      !work.isRunning(.register)
    else { return }
    guard looksNothingUp else {
      if wizard.draft.surroundings.marker != nil { self.wizard?.draft.surroundings.marker = nil }
      return
    }
    let marker = OfferedMarker(seed: settings.markerSeed, number: recovery.markerCount)
    guard wizard.draft.surroundings.marker?.text != marker.text else { return }
    self.wizard?.draft.surroundings.marker = marker
  }
}
