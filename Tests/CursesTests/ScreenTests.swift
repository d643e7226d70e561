import Testing

/// All tests that open a terminal: curses keeps global state, so no two of them may run at once.
@Suite(.serialized) struct ScreenTests {}
