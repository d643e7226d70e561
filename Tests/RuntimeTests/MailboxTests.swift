import Glibc
import RunnerWizard
import Testing

@testable import Runtime

func isReadable(_ descriptor: Int32) -> Bool {
  var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
  return poll(&waiting, 1, 0) == 1
}

/// Waits until a descriptor is readable, leaving the thread to the tasks that shall make it so.
func becomesReadable(_ descriptor: Int32) async -> Bool {
  let deadline = ContinuousClock.now + .seconds(120)
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

@Suite struct EffectRunnerTests {
  @Test func endOfWorkBecomesALetterToItsGeneration() async throws {
    let mailbox = try #require(Mailbox())
    let runner = EffectRunner(mailbox: mailbox) { _ in .opened }
    runner.start(.open(url: "x"), Generation(7))
    #expect(await becomesReadable(mailbox.descriptor))
    let answers = runner.answers()
    #expect(answers.map(\.answer) == [.opened])
    #expect(answers.map(\.generation) == [Generation(7)])
  }

  @Test func cancelledWorkIsStoppedAndSilent() async throws {
    let mailbox = try #require(Mailbox())
    let ended = try #require(Mailbox())
    let runner = EffectRunner(mailbox: mailbox) { _ in
      while !Task.isCancelled { await Task.yield() }
      ended.post(.init(answer: .opened, generation: Generation(0), ticket: 0))
      return .opened
    }
    runner.start(.open(url: "x"), Generation(1))
    runner.cancel(Generation(1))
    #expect(await becomesReadable(ended.descriptor))
    #expect(runner.answers().isEmpty)
  }

  @Test func answerThatWasPostedBeforeTheCancellingIsDropped() async throws {
    let mailbox = try #require(Mailbox())
    let runner = EffectRunner(mailbox: mailbox) { _ in .opened }
    runner.start(.open(url: "x"), Generation(1))
    #expect(await becomesReadable(mailbox.descriptor))
    runner.cancel(Generation(1))
    #expect(runner.answers().isEmpty)
  }

  @Test func newerWorkOfTheSameGenerationReplacesTheOlder() async throws {
    let mailbox = try #require(Mailbox())
    let runner = EffectRunner(mailbox: mailbox) { work in
      if work == .open(url: "old") {
        while !Task.isCancelled { await Task.yield() }
        return .notOpened(message: "old")
      }
      return .opened
    }
    runner.start(.open(url: "old"), Generation(1))
    runner.start(.open(url: "new"), Generation(1))
    #expect(await becomesReadable(mailbox.descriptor))
    let answers = runner.answers()
    #expect(answers.map(\.answer) == [.opened])
    #expect(answers.map(\.generation) == [Generation(1)])
  }

  @Test func interruptedWorkIsStoppedAndStillAnswers() async throws {
    let mailbox = try #require(Mailbox())
    let runner = EffectRunner(mailbox: mailbox) { _ in
      while !Task.isCancelled { await Task.yield() }
      return .notOpened(message: "interrupted")
    }
    runner.start(.open(url: "x"), Generation(1))
    runner.interrupt(Generation(1))
    #expect(await becomesReadable(mailbox.descriptor))
    #expect(runner.answers().map(\.answer) == [.notOpened(message: "interrupted")])
  }
}
