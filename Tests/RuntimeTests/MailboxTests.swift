import Glibc
import RunnerCore
import RunnerWizard
import Testing

@testable import Runtime

func isReadable(_ descriptor: Int32) -> Bool {
  var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
  return poll(&waiting, 1, 0) == 1
}

/// Waits until a descriptor is readable, leaving the thread to the tasks that shall make it so.
func becomesReadable(_ descriptor: Int32) async -> Bool {
  let deadline = ContinuousClock.now + .seconds(600)
  while !isReadable(descriptor) {
    guard ContinuousClock.now < deadline else { return false }
    await Task.yield()
  }
  return true
}

@Suite struct MailboxTests {
  @Test func letterWakesWhoPollsAndIsThereOnce() throws {
    let mailbox = try #require(Mailbox())
    #expect(!isReadable(mailbox.descriptor))
    let letters = [
      Mailbox.Letter(answer: .opened, generation: Generation(1), ticket: 1),
      Mailbox.Letter(answer: .notOpened(message: "no"), generation: Generation(2), ticket: 2),
    ]
    for letter in letters { mailbox.post(letter) }
    #expect(isReadable(mailbox.descriptor))
    #expect(mailbox.collect() == letters)
    #expect(!isReadable(mailbox.descriptor))
    #expect(mailbox.collect().isEmpty)
  }

  @Test func lettersFromManyThreadsAllArrive() async throws {
    let mailbox = try #require(Mailbox())
    await withTaskGroup(of: Void.self) { group in
      for number in 0..<200 {
        group.addTask {
          mailbox.post(.init(answer: .opened, generation: Generation(number), ticket: number))
        }
      }
    }
    #expect(Set(mailbox.collect().map(\.ticket)).count == 200)
    #expect(!isReadable(mailbox.descriptor))
  }
}

/// What has come.
func letters(of runner: EffectRunner) -> [(answer: Answer, generation: Generation)] {
  var answers: [(answer: Answer, generation: Generation)] = []
  runner.deliver { answers.append(($0, $1)) }
  return answers
}

@Suite struct EffectRunnerTests {
  @Test func endOfWorkBecomesALetterToItsGeneration() async throws {
    let mailbox = try #require(Mailbox())
    let runner = EffectRunner(mailbox: mailbox) { _, _ in .opened }
    runner.start(.open(url: "x"), Generation(7))
    #expect(await becomesReadable(mailbox.descriptor))
    let answers = letters(of: runner)
    #expect(answers.map(\.answer) == [.opened])
    #expect(answers.map(\.generation) == [Generation(7)])
  }

  @Test func cancelledWorkIsStoppedAndSilent() async throws {
    let mailbox = try #require(Mailbox())
    let ended = try #require(Mailbox())
    let runner = EffectRunner(mailbox: mailbox) { _, _ in
      while !Task.isCancelled { await Task.yield() }
      ended.post(.init(answer: .opened, generation: Generation(0), ticket: 0))
      return .opened
    }
    runner.start(.open(url: "x"), Generation(1))
    runner.cancel(Generation(1))
    #expect(await becomesReadable(ended.descriptor))
    #expect(letters(of: runner).isEmpty)
  }

  @Test func answerThatWasPostedBeforeTheCancellingIsDropped() async throws {
    let mailbox = try #require(Mailbox())
    let runner = EffectRunner(mailbox: mailbox) { _, _ in .opened }
    runner.start(.open(url: "x"), Generation(1))
    #expect(await becomesReadable(mailbox.descriptor))
    runner.cancel(Generation(1))
    #expect(letters(of: runner).isEmpty)
  }

  @Test func newerWorkOfTheSameGenerationReplacesTheOlder() async throws {
    let mailbox = try #require(Mailbox())
    let runner = EffectRunner(mailbox: mailbox) { work, _ in
      if work == .open(url: "old") {
        while !Task.isCancelled { await Task.yield() }
        return .notOpened(message: "old")
      }
      return .opened
    }
    runner.start(.open(url: "old"), Generation(1))
    runner.start(.open(url: "new"), Generation(1))
    #expect(await becomesReadable(mailbox.descriptor))
    let answers = letters(of: runner)
    #expect(answers.map(\.answer) == [.opened])
    #expect(answers.map(\.generation) == [Generation(1)])
  }

  @Test func interruptedWorkIsStoppedAndStillAnswers() async throws {
    let mailbox = try #require(Mailbox())
    let runner = EffectRunner(mailbox: mailbox) { _, _ in
      while !Task.isCancelled { await Task.yield() }
      return .notOpened(message: "interrupted")
    }
    runner.start(.open(url: "x"), Generation(1))
    runner.interrupt(Generation(1))
    #expect(await becomesReadable(mailbox.descriptor))
    #expect(letters(of: runner).map(\.answer) == [.notOpened(message: "interrupted")])
  }

  @Test func answersBeforeTheLastOneComeInOrderAndDoNotEndTheWork() async throws {
    let mailbox = try #require(Mailbox())
    let runner = EffectRunner(mailbox: mailbox) { _, deliver in
      for id in Int64(1)...300 { deliver(.changed(id, ChangedRunner(id: id))) }
      return .changesEnded
    }
    runner.start(.open(url: "x"), Generation(1))
    var all: [Answer] = []
    while all.last != .changesEnded {
      try #require(await becomesReadable(mailbox.descriptor))
      all += letters(of: runner).map(\.answer)
    }
    let changes = (Int64(1)...300).map { Answer.changed($0, ChangedRunner(id: $0)) }
    #expect(all == changes + [.changesEnded])
  }

  @Test func manyLettersAreTakenInOneGo() async throws {
    let mailbox = try #require(Mailbox())
    let posted = try #require(Mailbox())
    let runner = EffectRunner(mailbox: mailbox) { _, deliver in
      for id in Int64(1)...50 { deliver(.changed(id, ChangedRunner(id: id))) }
      posted.post(.init(answer: .opened, generation: Generation(0), ticket: 0))
      while !Task.isCancelled { await Task.yield() }
      return nil
    }
    runner.start(.open(url: "x"), Generation(1))
    #expect(await becomesReadable(posted.descriptor))
    #expect(letters(of: runner).count == 50)
    runner.cancelAll()
  }

  @Test func nothingOfCancelledWorkIsHandedOverAnyMore() async throws {
    let mailbox = try #require(Mailbox())
    let posted = try #require(Mailbox())
    let runner = EffectRunner(mailbox: mailbox) { _, deliver in
      deliver(.changed(1, ChangedRunner(id: 1)))
      deliver(.changed(2, ChangedRunner(id: 2)))
      posted.post(.init(answer: .opened, generation: Generation(0), ticket: 0))
      while !Task.isCancelled { await Task.yield() }
      deliver(.changed(3, ChangedRunner(id: 3)))
      posted.post(.init(answer: .opened, generation: Generation(0), ticket: 0))
      return .changesEnded
    }
    runner.start(.open(url: "x"), Generation(1))
    #expect(await becomesReadable(posted.descriptor))
    _ = posted.collect()
    var seen: [Answer] = []
    // The first one makes the program cancel the work while the second lies in the mailbox.
    runner.deliver { answer, generation in
      seen.append(answer)
      runner.cancel(generation)
    }
    #expect(seen == [.changed(1, ChangedRunner(id: 1))])
    #expect(await becomesReadable(posted.descriptor))
    #expect(letters(of: runner).isEmpty)
  }

  @Test func workThatNobodyWantsAnAnswerToEndsInSilence() async throws {
    let mailbox = try #require(Mailbox())
    let ended = try #require(Mailbox())
    let runner = EffectRunner(mailbox: mailbox) { _, _ in
      ended.post(.init(answer: .opened, generation: Generation(0), ticket: 0))
      return nil
    }
    runner.start(.open(url: "x"), Generation(1))
    #expect(await becomesReadable(ended.descriptor))
    #expect(letters(of: runner).isEmpty)
  }

  @Test func whatMustNotBeTornOffGoesOnWhenItsTaskIsCancelled() async {
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      return await EffectRunner.finishing { Task.isCancelled }
    }
    task.cancel()
    #expect(await task.value == false)
  }
}

@Suite struct ErrandTests {
  @Test func answersBeforeTheLastOneAreHandedOver() async throws {
    let result = await onThread { () -> (taken: Int, isDone: Bool)? in
      let errand = Errand(signals: nil) { _, deliver in
        for id in Int64(1)...20 { deliver(.changed(id, ChangedRunner(id: id))) }
        return .changesEnded
      }
      guard let errand else { return nil }
      var taken = 0
      let outcome = errand.run(.open(url: "x")) { _ in
        taken += 1
        return true
      }
      guard case .done(.changesEnded) = outcome else { return nil }
      return (taken, true)
    }
    #expect(result?.taken == 20)
  }

  @Test func refusedAnswerStopsTheWork() async throws {
    let isStopped = await onThread { () -> Bool in
      let errand = Errand(signals: nil) { _, deliver in
        deliver(.changed(1, ChangedRunner(id: 1)))
        while !Task.isCancelled { await Task.yield() }
        return .changesEnded
      }
      guard case .done(.changesEnded)? = errand?.run(.open(url: "x"), take: { _ in false })
      else { return false }
      return true
    }
    #expect(isStopped)
  }
}
