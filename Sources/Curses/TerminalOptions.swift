public import TerminalUI

/// Which characters the terminal can be sent.
public enum Encoding: Equatable, Sendable {
  case utf8
  /// Whatever is not ASCII is replaced by what resembles it.
  case ascii
}

/// How a terminal is opened. The descriptors are not closed with it.
public struct TerminalOptions: Sendable {
  /// Where keys are read.
  public var input: Int32 = 0
  /// Where the screen is written; also the descriptor whose modes are changed.
  public var output: Int32 = 1
  /// The terminal type; nil takes the variable TERM.
  public var type: String?
  /// Whether the terminal reports clicks and the wheel. It then leaves selecting text to
  /// shift-drag.
  public var mouse = true
  /// The depth to use at most; nil takes what terminfo says.
  public var depth: ColorDepth?
  /// Nil takes what the character locale of the environment says.
  public var encoding: Encoding?
  /// The file (0600, appended to) that receives what is written to standard error while the
  /// screen is up; nil discards it.
  public var standardErrorPath: String?
  /// Whether standard error is led away while the screen is up.
  public var redirectsStandardError = true

  public init() {}
}
