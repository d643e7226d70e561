import RunnerCore
import TerminalUI

/// The lines above the rows: what the list is, whose connection it uses, what it counts.
extension App {
  private var glyphs: Glyphs { settings.glyphs }

  func paintListHeader(_ list: RunnerList, on frame: inout Frame, _ layout: ListLayout) {
    for rule in layout.rules {
      frame.surface.fill(rule, .separator, glyph: glyphs.border.horizontal)
    }
    paintListTitle(list, on: &frame, layout.title)
    paintListFacts(list, on: &frame, layout.facts)
    if list.isTyping || !list.filter.text.isEmpty {
      paintFilter(list, on: &frame, layout.summary)
    } else {
      paintCounters(list, on: &frame, layout.summary)
    }
  }

  private func paintListTitle(_ list: RunnerList, on frame: inout Frame, _ rect: Rect) {
    let position = self.position(list)
    let end = max(rect.x, rect.endX - position.displayWidth)
    frame.surface.write(position, at: Point(x: end, y: rect.y), .titleContext)
    let room = end - rect.x - 2
    let name = Texts.listTitle
    var x = rect.x
    x += frame.surface.write(name, at: rect.origin, .title, limit: room)
    let parts = titleParts(list, columns: room - name.displayWidth)
    for part in parts {
      x += frame.surface.write(" \(glyphs.dot) ", at: Point(x: x, y: rect.y), .textFaint)
      x += frame.surface.write(part.text, at: Point(x: x, y: rect.y), part.role)
    }
  }

  /// Scope, filter, how many are shown and marked. Where room is short, the scope and then the filter are
  /// cut; the numbers stay whole.
  private func titleParts(
    _ list: RunnerList, columns: Int
  ) -> [(text: String, role: Role)] {
    let separators = 3
    func width(_ parts: [(text: String, role: Role)]) -> Int {
      parts.reduce(0) { $0 + $1.text.displayWidth + separators }
    }
    let spared = (8 + separators) * (list.isTyping || list.filter.text.isEmpty ? 1 : 2)
    let choices = [numberParts(list), numberParts(list, isShort: true)]
    var fixed = choices.first { width($0) + spared <= columns } ?? choices[1]
    // The position at the right tells the number too.
    while fixed.count > 1, width(fixed) + spared > columns { fixed.removeFirst() }
    var room = columns - width(fixed)
    var parts: [(text: String, role: Role)] = []
    func add(_ text: String, _ role: Role, keeping: Int) {
      let shown = text.truncated(to: room - separators - keeping, ellipsis: glyphs.ellipsis)
      guard shown.displayWidth > 1 || shown == text else { return }
      parts.append((shown, role))
      room -= shown.displayWidth + separators
    }
    // Marked rows show whether the filter matches them or not.
    let isFiltered = !list.isTyping && list.markedOnly == nil
    let filter = isFiltered ? sanitized(list.filter.text) : ""
    let keeping = filter.isEmpty ? 0 : min(filter.displayWidth, 8) + separators + 1
    let scope = sanitized(Texts.name(list.query.scope, isREST: list.source.isREST))
    // The end of a path tells more than its beginning.
    add(
      list.query.scope.target == nil
        ? scope
        : scope.truncatedPath(to: room - separators - keeping, ellipsis: glyphs.ellipsis),
      .titleContext, keeping: keeping)
    if !filter.isEmpty { add("/" + filter, .match, keeping: 0) }
    let reason = list.features == nil ? Texts.withoutGraphQL : Texts.notByGraphQL
    if list.source.isREST, reason.displayWidth + separators <= room {
      fixed.append((reason, .warning))
    }
    return parts + fixed
  }

  /// How many are shown and marked.
  private func numberParts(
    _ list: RunnerList, isShort: Bool = false
  ) -> [(text: String, role: Role)] {
    var parts: [(text: String, role: Role)] = []
    if list.isLoaded { parts.append((countText(list), .titleContext)) }
    if list.markedOnly != nil { parts.append((Texts.markedOnly, .mark)) }
    // All that is shown is marked then, unless a mark was taken away since.
    if !list.marks.isEmpty, list.markedOnly == nil || list.marks.count != list.shownCount {
      let hidden = isShort ? 0 : list.marks.count - list.shownMarks
      parts.append((Texts.marked(list.marks.count, hidden: hidden), .mark))
    }
    return parts
  }

  private func countText(_ list: RunnerList) -> String {
    let isMore = list.next != nil && list.total == nil
    let total = max(list.total ?? 0, list.rows.count)
    return list.order == nil
      ? Texts.loaded(total, isMore: isMore)
      : Texts.shown(list.shownCount, of: total, isMore: isMore)
  }

  private func position(_ list: RunnerList) -> String {
    let sign = spinner.map { glyphs.spinnerFrame($0) + " " } ?? ""
    guard list.shownCount > 0 else { return sign }
    let isMore = list.next != nil && list.order == nil
    return sign
      + Texts.position(
        list.cursor.row + 1,
        of: list.order == nil ? list.total ?? list.shownCount : list.shownCount,
        isMore: isMore && list.total == nil)
  }

  private func paintListFacts(_ list: RunnerList, on frame: inout Frame, _ rect: Rect) {
    guard !rect.isEmpty else { return }
    var age = ""
    if let dataAge {
      age = dataAge.text.map(Texts.readAgo) ?? Texts.readNow
      if !isRefreshedByItself { age += ", " + Texts.noAutomaticRefresh }
    }
    let end = rect.endX - age.displayWidth
    frame.surface.write(age, at: Point(x: end, y: rect.y), .textFaint)
    paintFacts(on: &frame, rect.inset(right: age.isEmpty ? 0 : age.displayWidth + 2))
  }

  /// The filter as it is typed, or as it applies: the one with a cursor, the other with its sign.
  private func paintFilter(_ list: RunnerList, on frame: inout Frame, _ rect: Rect) {
    guard !rect.isEmpty else { return }
    let label = list.isTyping ? "/" : Texts.filterLabel
    let role: Role = list.isTyping ? .fieldLabelFocused : .fieldLabel
    let x = frame.surface.write(label, at: rect.origin, role) + (list.isTyping ? 0 : 1)
    // What is under way stands beside it where there is room for both.
    let progress =
      isLoadingWhole && list.loading.failure == nil
      ? Texts.progress(list.rows.count, of: list.total) : ""
    let isBeside = !progress.isEmpty && rect.width >= progress.displayWidth + 30
    if isBeside {
      let end = rect.endX - progress.displayWidth
      frame.surface.write(progress, at: Point(x: end, y: rect.y), .spinner)
    }
    let field = rect.inset(left: x, right: isBeside ? progress.displayWidth + 2 : 0)
    if list.isTyping {
      frame.cursor = list.filter.editor.paint(
        on: &frame.surface, in: field, placeholder: Texts.filterExample, isFocused: true,
        glyphs: glyphs)
    } else {
      let rests = list.markedOnly == nil ? "" : Texts.filterRests
      frame.surface.writeCell(
        sanitized(list.filter.text) + rests, in: field, rests.isEmpty ? .match : .textMuted,
        ellipsis: glyphs.ellipsis)
    }
  }

  /// How many of the rows shown are of each type and status, as far as there is room.
  private func paintCounters(_ list: RunnerList, on frame: inout Frame, _ rect: Rect) {
    guard !rect.isEmpty, list.isLoaded else { return }
    let shortest = CounterForm.allCases[CounterForm.allCases.count - 1]
    func width(_ parts: [(text: String, role: Role)]) -> Int {
      parts.reduce(-2) { $0 + $1.text.displayWidth + 2 }
    }
    let form =
      CounterForm.allCases.first { width(statusCounters(list, $0)) <= rect.width } ?? shortest
    let counts = list.shownCounts
    let types = [
      (Texts.word(.instance), counts.instance), (Texts.word(.group), counts.group),
      (Texts.word(.project), counts.project),
    ].filter { $0.1 > 0 }.map { ("\($0.0) \(Texts.number($0.1))", Role.textMuted) }
    var x = rect.x
    for (text, role) in statusCounters(list, form) + types {
      guard x + text.displayWidth <= rect.endX else { break }
      x += frame.surface.write(text, at: Point(x: x, y: rect.y), role) + 2
    }
  }

  /// How counters are written, the longest way first.
  private enum CounterForm: CaseIterable {
    case whole, shortNever, shortTotal, signs
  }

  /// Those of statuses, and before them of how many rows that are where not all have come. Being paused is one of
  /// them: where room is short, words become shorter rather than that one missing.
  private func statusCounters(
    _ list: RunnerList, _ form: CounterForm
  ) -> [(text: String, role: Role)] {
    let counts = list.shownCounts
    func status(_ status: RunnerStatus, _ number: Int) -> (String, String, Int, Role) {
      let sign = ListColumn.sign(of: status, glyphs: glyphs)
      let isShort = status == .neverContacted && form != .whole
      return (sign.glyph, isShort ? Texts.never : sign.word, number, sign.role)
    }
    let counters = [
      status(.online, counts.online), status(.offline, counts.offline),
      status(.stale, counts.stale), status(.neverContacted, counts.neverContacted),
      (glyphs.paused, Texts.paused, counts.paused, .statusPaused),
    ]
    var parts: [(text: String, role: Role)] = []
    if list.next != nil, list.order == nil {
      let isShort = form == .shortTotal || form == .signs
      let total = list.rows.count
      parts.append((isShort ? Texts.ofTotal(total) : Texts.ofLoaded(total), .textMuted))
    }
    for (glyph, word, number, role) in counters where number > 0 {
      let name = form == .signs ? glyph : "\(glyph) \(word)"
      parts.append(("\(name) \(Texts.number(number))", role))
    }
    return parts
  }

  /// What is wrong with the filter; nil when nothing is.
  var filterProblem: String? {
    guard let list else { return nil }
    if let problem = list.filter.parsed.problem { return problem }
    guard list.source.isREST else { return nil }
    return list.filter.keyUnknownToREST.map { Texts.notFilteredOverREST($0) }
  }

  /// One sentence about what the keys do now, or what is under way.
  var listHelpLine: String {
    guard let list else { return "" }
    if list.isTyping { return filterProblem ?? Texts.filterHelp }
    if list.isDetailOpen { return Texts.detailHelp }
    if isLoadingWhole, list.loading.failure == nil {
      return Texts.progress(list.rows.count, of: list.total)
    }
    if list.range?.isHeld == false { return Texts.rangeIsMarked }
    if list.markedOnly != nil { return Texts.markedOnlyHelp }
    if !list.filter.text.isEmpty { return filterProblem ?? Texts.filterAppliedHelp }
    if !list.marks.isEmpty { return Texts.markedHelp }
    if list.columns.isWide { return Texts.wideHelp }
    if case .rest(let reason) = list.source {
      let help = Texts.restHelp(reason)
      return help.displayWidth < size.width - 1 ? help : Texts.overRESTInShort
    }
    return list.cursorID == nil ? "" : Texts.listHelpLine
  }
}
