import Curses
import Glibc
import Testing

extension ScreenTests {
  /// Among the tests of the screen, for signal handlers belong to the whole process, and curses has
  /// some of its own.
  @Suite struct SignalTests {
    @Test func signalsComeThroughThePipeOnceEachAndInOrder() throws {
      let pipe = try #require(SignalPipe())
      #expect(pipe.drain() == [])
      send(SIGWINCH)
      send(SIGUSR1)
      send(SIGWINCH)
      send(SIGTERM)
      #expect(isReadable(pipe.descriptor))
      #expect(pipe.drain() == [.windowChanged, .reload, .terminate])
      #expect(!isReadable(pipe.descriptor))
      for (signal, number) in [
        (Signal.hangUp, SIGHUP), (.interrupt, SIGINT), (.continued, SIGCONT), (.stop, SIGTSTP),
      ] {
        send(number)
        #expect(pipe.drain() == [signal])
      }
    }

    @Test func aFloodOfSignalsBlocksNothing() throws {
      let pipe = try #require(SignalPipe())
      for _ in 0..<100_000 { send(SIGWINCH) }
      #expect(pipe.drain() == [.windowChanged])
      #expect(pipe.drain() == [])
    }

    @Test func thereIsOnePipeAtATime() throws {
      var pipe = SignalPipe()
      #expect(pipe != nil)
      #expect(SignalPipe() == nil)
      send(SIGWINCH)
      #expect(pipe?.drain() == [.windowChanged])
      pipe = nil
      #expect(SignalPipe() != nil)
    }

    @Test func writingToAReaderThatIsGoneFailsInsteadOfKilling() throws {
      let signals = try #require(SignalPipe())
      var ends: [Int32] = [0, 0]
      try #require(pipe(&ends) == 0)
      close(ends[0])
      #expect(write(ends[1], "x", 1) == -1)
      #expect(errno == EPIPE)
      send(SIGPIPE)
      close(ends[1])
      #expect(signals.drain() == [])
    }

    @Test func whatWasIgnoredAtTheStartStaysIgnored() throws {
      signal(SIGHUP, SIG_IGN)
      defer { signal(SIGHUP, SIG_DFL) }
      let pipe = try #require(SignalPipe())
      send(SIGHUP)
      #expect(pipe.drain() == [])
    }

    /// Signals this thread at once. The threads that tests run on have signals blocked.
    private func send(_ number: Int32) {
      var unblocked = sigset_t()
      var before = sigset_t()
      sigemptyset(&unblocked)
      sigaddset(&unblocked, number)
      pthread_sigmask(SIG_UNBLOCK, &unblocked, &before)
      raise(number)
      pthread_sigmask(SIG_SETMASK, &before, nil)
    }

    private func isReadable(_ descriptor: Int32) -> Bool {
      var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      return poll(&wait, 1, 0) == 1
    }
  }
}
