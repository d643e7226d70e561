import RunnerCore
import RunnerWizard
import Support

/// Finds text in values that would steer a terminal if it was shown.
enum ShownText {
  /// What is wrong with the first such text in a value; nil where there is none.
  ///
  /// Runners, their details, managers and jobs keep the server's own text, which is made harmless where it is
  /// painted or printed. A cursor is opaque: it is only sent back, escaped as JSON demands.
  static func problem(in value: Any, depth: Int = 0) -> String? {
    switch value {
    case is Runner, is RunnerDetail, is RunnerManager, is RunnerJob, is RunnerRows, is RunnerCursor:
      return nil
    case let secret as Secret:
      return HostileText.steeringScalar(in: secret.reveal()).map { "U+\(hex($0)) in a token" }
    case let text as String:
      return HostileText.steeringScalar(in: text, but: ["\n"])
        .map { "U+\(hex($0)) in \(text.prefix(300).debugDescription)" }
    default: break
    }
    guard depth < 12 else { return nil }
    for child in Mirror(reflecting: value).children {
      if let problem = problem(in: child.value, depth: depth + 1) {
        return "\(child.label ?? "")/\(problem)"
      }
    }
    return nil
  }

  private static func hex(_ scalar: Unicode.Scalar) -> String { String(scalar.value, radix: 16) }
}
