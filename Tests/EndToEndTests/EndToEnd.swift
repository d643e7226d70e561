import Support
import Testing

/// The program as it was built, driven by keys in a terminal of its own, against a sandbox server.
@Suite(
  .serialized, .enabled(if: Tmux.isInstalled, "tmux is not installed"), .timeLimit(.minutes(10)))
struct EndToEnd {}
