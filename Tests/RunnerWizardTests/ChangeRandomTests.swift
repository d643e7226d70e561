import RunnerCore
import Support
import TerminalUI
import Testing

@testable import RunnerWizard

/// Whatever is pressed, nothing is changed that was not confirmed, and nothing twice.
@Suite struct ChangeRandomTests {
  private static let keys: [Key] =
    [
      .enter, .enter, .escape, .up, .down, .space, .space, .space, .tab, .left, .backspace, .home,
      .end, .function(2), .function(3), .control("p"), .control("c"), .control("u"), .delete,
    ] + "pppdddeecaRRxynYyymM*\\/no1234567890rsgk".map { Key.character($0) }

  /// Beginnings that chance alone rarely finds.
  private static let ways: [[Key]] = ["Ry", "dy", "  dy", " py", "e", "a", "x", "c"].map {
    $0.map { Key.character($0) }
  }

  /// What may be sent by a key, judged by what was on the screen when it was pressed.
  private func isConfirmed(_ work: Work, by key: Key, on app: App) -> Bool {
    switch work {
    case .change(let tasks, _):
      // One runner is paused and resumed without a question.
      let isToggle = tasks.count == 1 && [.pause, .resume].contains(tasks[0].change)
      if isToggle, app.overlays.isEmpty, key == .character("p") { return true }
      switch app.overlays.last {
      case .confirm(let confirm)?:
        return confirm.options.contains { option in
          guard case .runners(.change(let change, let ids)) = option.action else { return false }
          let isChosen =
            key == .character(option.key)
            || (key == .enter && confirm.options[confirm.highlighted] == option)
          return isChosen && tasks.allSatisfy { $0.change == change && ids.contains($0.id) }
        }
      case .change(.typed(let confirm))?: return key == .enter && confirm.isMatched
      case .change(.assignment(let assignment))?:
        guard case .found(let project) = assignment.state else { return false }
        return key == .enter && tasks.map(\.change) == [.assign(project)]
      // The palette runs what it names as if its key was pressed.
      case .palette?: return isToggle && key == .enter
      default: return false
      }
    case .resetToken(let runner, _):
      guard case .confirm(let confirm)? = app.overlays.last else { return false }
      return key == .character("y") && confirm.resets(runner.id)
        || key == .enter
          && confirm.options[confirm.highlighted].action
            == .runners(.reset(runner.id))
    case .edit:
      return key == .enter && app.overlays.isEmpty && app.wizard?.isEditing == true
        && app.wizard?.page == .review && app.wizard?.reviewFocus == .create
    default: return true
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func nothingIsSentWithoutItsConfirmation(seed: UInt64) {
    var dice = Dice(seed: seed)
    var sentKinds: [Int] = [0, 0, 0]
    for round in 0..<12 {
      var pilot = ChangeFixtures.pilot(30, answersChanges: false)
      var ahead: [Key] = []
      for step in 0..<250 {
        let place: Comment = "seed \(seed), round \(round), step \(step)"
        let app = pilot.app
        let sent = pilot.works.count
        guard Int.random(in: 0..<100, using: &dice) < 85 else {
          answerSomething(&pilot, &dice)
          // An answer sends the rest of what was confirmed, and nothing else.
          for work in pilot.works.dropFirst(sent) where work.isMutation {
            #expect(work.isChange, place)
          }
          continue
        }
        if ahead.isEmpty, Int.random(in: 0..<8, using: &dice) == 0 {
          ahead = Self.ways.randomElement(using: &dice) ?? []
        }
        let key =
          ahead.isEmpty ? Self.keys.randomElement(using: &dice) ?? .enter : ahead.removeFirst()
        pilot.press(key)
        if pilot.farewell != nil { break }
        // A pause that had to wait is sent by an answer alone, so that a key sends only its own.
        for work in pilot.works.dropFirst(sent) where work.isMutation && !work.isRegistration {
          #expect(isConfirmed(work, by: key, on: app), place)
        }
        let mutations = pilot.works.dropFirst(sent).filter(\.isMutation)
        #expect(mutations.count <= 1, place)
        for kind in [\Work.isChange, \Work.isReset] {
          #expect(pilot.pending.count { $0.work[keyPath: kind] } <= 1, place)
        }
        #expect(pilot.pending.count { $0.work.edit != nil } <= 1, place)
      }
      sentKinds[0] += pilot.tasks.count
      sentKinds[1] += pilot.resets
      sentKinds[2] += pilot.tasks.count { $0.change == .delete }
    }
    // The keys do reach what is watched here.
    #expect(sentKinds.allSatisfy { $0 > 0 })
  }

  private func answerSomething(_ pilot: inout Pilot, _ dice: inout Dice) {
    guard let work = pilot.pending.randomElement(using: &dice)?.work else { return }
    let failure = Fixtures.failure(
      [.forbidden, .timedOut, .notFound, .rateLimited].randomElement(using: &dice) ?? .forbidden,
      Bool.random(using: &dice) ? .unknown : .refused)
    let isWell = Int.random(in: 0..<3, using: &dice) > 0
    switch work {
    case .change(let tasks, _):
      for task in tasks where isWell {
        pilot.answer(
          .changed(
            task.id, ChangeFixtures.changed(ChangeFixtures.runner(task.id), by: task.change)),
          where: \.isChange)
      }
      for task in tasks where !isWell {
        pilot.answer(.notChanged(task.id, failure), where: \.isChange)
      }
      pilot.answer(.changesEnded, where: \.isChange)
    case .resetToken:
      pilot.answer(
        isWell
          ? .tokenReset(
            ResetToken(token: Secret(ChangeFixtures.newToken), expiresAt: nil), expiry: nil)
          : .tokenNotReset(failure), where: \.isReset)
    case .edit(let id, let edit, _):
      var runner = ChangeFixtures.runner(id)
      runner.apply(edit)
      pilot.answer(
        isWell ? .edited(ChangedRunner(id: id, runner: runner)) : .notEdited(failure),
        where: { $0.edit != nil })
    default: break
    }
  }
}
