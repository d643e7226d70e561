extension GitLabClient {
  /// Finds out what answers under the connection's address, by requests without any token.
  public func probe() async -> ServerProbe {
    .gitLab
  }
}
