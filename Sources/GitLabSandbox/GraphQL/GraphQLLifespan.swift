/// A version of GitLab, such as 18.3.
struct Milestone: Comparable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  let major: Int
  let minor: Int

  init(stringLiteral text: String) {
    let parts = text.split(separator: ".").map { Int($0) ?? 0 }
    major = parts.first ?? 0
    minor = parts.count > 1 ? parts[1] : 0
  }

  static func < (left: Self, right: Self) -> Bool {
    (left.major, left.minor) < (right.major, right.minor)
  }

  var description: String { "\(major).\(minor)" }
}

extension GitLabSandbox.Release {
  var milestone: Milestone { Milestone(stringLiteral: rawValue) }
}

/// From which to which version a part of the schema exists, and whether it is marked as deprecated.
///
/// GitLab marks experiments as deprecated too (lib/gitlab/graphql/deprecations/deprecation.rb).
struct GraphQLLifespan: Sendable {
  var since: Milestone?
  /// First version without it.
  var until: Milestone?
  /// What introspection says as the reason; nil when it is not deprecated.
  var deprecation: String?

  static let always = GraphQLLifespan()

  /// Exists from a version on; the tables say where the version is GitLab's and where the sandbox's.
  static func since(_ milestone: Milestone) -> Self { Self(since: milestone) }

  static func until(_ milestone: Milestone) -> Self { Self(until: milestone) }

  static func experiment(_ milestone: Milestone) -> Self {
    Self(
      since: milestone,
      deprecation: "**Status**: Experiment. Introduced in GitLab \(milestone).")
  }

  static func deprecated(_ milestone: Milestone, _ reason: String) -> Self {
    Self(deprecation: "\(reason) Deprecated in GitLab \(milestone).")
  }

  func covers(_ milestone: Milestone) -> Bool {
    since.map { $0 <= milestone } ?? true && until.map { milestone < $0 } ?? true
  }
}
