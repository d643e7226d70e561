import Glibc
import RunnerWizard
import Synchronization

/// Where tasks leave their answers for the main thread, which sleeps in `poll`.
///
/// Posting makes `descriptor` readable until the letters are collected.
final class Mailbox: Sendable {
  struct Letter: Equatable, Sendable {
    var answer: Answer
    var generation: Generation
    /// Tells apart two pieces of work of one generation.
    var ticket: Int
  }

  /// Readable when there are letters.
  let descriptor: Int32
  private let bell: Int32
  private let letters = Mutex<[Letter]>([])

  /// Nil when no descriptor is free.
  init?() {
    guard let ends = Descriptor.pipe() else { return nil }
    (descriptor, bell) = ends
  }

  deinit {
    close(descriptor)
    close(bell)
  }

  /// Leaves a letter; from any thread.
  func post(_ letter: Letter) {
    letters.withLock { letters in
      letters.append(letter)
      // One byte for any number of letters, so that the pipe cannot fill up.
      if letters.count == 1 { _ = write(bell, [1], 1) }
    }
  }

  /// Takes all letters, oldest first.
  func collect() -> [Letter] {
    letters.withLock { letters in
      var byte: UInt8 = 0
      if !letters.isEmpty { _ = read(descriptor, &byte, 1) }
      defer { letters = [] }
      return letters
    }
  }
}
