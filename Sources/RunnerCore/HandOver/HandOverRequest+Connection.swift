extension HandOverRequest.ProxyVariable {
  /// The variables that Go's `net/http` reads, in small letters where both are there
  /// (Go: `golang.org/x/net/http/httpproxy`).
  public static func all(in environment: [String: String]) -> [HandOverRequest.ProxyVariable] {
    ["https_proxy", "http_proxy", "no_proxy"].compactMap { name in
      for name in [name, name.uppercased()] {
        if let value = environment[name], !value.isEmpty {
          return HandOverRequest.ProxyVariable(name: name, value: Secret(value))
        }
      }
      return nil
    }
  }
}

extension HandOverRequest {
  /// Takes over what this program needs to reach the server: the runner needs it as well.
  /// - Parameters:
  ///   - proxies: the variables of the environment, which a proxy of the connection's own replaces.
  ///   - home: stands for `~` in names of files.
  public mutating func carry(
    _ connection: Connection, proxies: [ProxyVariable], home: String
  ) {
    func path(_ path: String?) -> String? {
      guard let path, path.hasPrefix("~/") else { return path }
      return home + path.dropFirst()
    }
    caFile = path(connection.caFile)
    clientCertificate = path(connection.clientCertificate)
    clientKey = path(connection.clientKey)
    self.proxies = proxies
    if let proxy = connection.proxy, !proxy.isEmpty {
      let name = server.scheme == .https ? "https_proxy" : "http_proxy"
      self.proxies.removeAll { $0.name.lowercased() == name }
      self.proxies.insert(ProxyVariable(name: name, value: proxy), at: 0)
    }
  }
}
