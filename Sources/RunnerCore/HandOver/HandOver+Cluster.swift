/// Kubernetes, by the Helm chart and by the operator.
extension HandOver {
  /// Of the release, the Secrets and the resource, so that runners in one namespace do not collide.
  private var resource: String { "gitlab-runner-\(request.runnerID)" }
  private var namespace: String { request.answer(.namespace) ?? "" }

  /// gitlab-runner chart: `values.yaml`; the Secret has both keys, the second one empty
  /// (gitlab-runner: `docs/install/kubernetes.md`, "Store registration tokens or runner tokens in secrets").
  mutating func writeHelm() {
    var values = HandOverText()
    values.append(
      """
      gitlabUrl: \(Quoting.yaml(request.server.description))
      rbac:
        create: true

      """)
    if !request.certificates.isEmpty {
      values.append("certsSecretName: \(Quoting.yaml(resource + "-certs"))\n")
    }
    if !request.proxies.isEmpty { values.append("envVars:\n") }
    for proxy in request.proxies {
      values.append("  - name: \(Quoting.yaml(proxy.name))\n    value: ")
      values.append(proxy.segment(Quoting.yaml))
      values.append("\n")
    }
    values.append("runners:\n  secret: \(Quoting.yaml(resource))\n")
    if let name = request.answer(.name) { values.append("  name: \(Quoting.yaml(name))\n") }
    values.append(
      """
        config: |
          [[runners]]
            [runners.kubernetes]
              namespace = \(quotedForTOML(namespace))
              image = \(quotedForTOML(request.answer(.image) ?? ""))

      """)
    if request.tokenSource == .inline {
      add(Texts.saveTitle("secret.yaml"), .yaml, file: "secret.yaml", secret)
    }
    add(Texts.saveTitle("values.yaml"), .yaml, file: "values.yaml", values)
    var script = clusterScript()
    script.line("helm repo add gitlab https://charts.gitlab.io")
    script.line("helm repo update gitlab")
    writeSecrets(&script, "secret.yaml")
    script.command([
      "helm upgrade --install \(resource) gitlab/gitlab-runner", "--namespace \(namespace)",
      "-f values.yaml",
    ])
    add(Texts.clusterTitle, .posix, file: "install.sh", script.end())
  }

  /// gitlab-runner: `docs/install/operator.md`; `docs/configuration/configuring_runner_operator.md` for the authority and
  /// the proxies. The operator refuses a Secret with any other key beside `runner-token`.
  mutating func writeOperator() {
    var text = HandOverText()
    if request.tokenSource == .inline {
      for segment in secret.segments { text.append(segment) }
      text.append("---\n")
    }
    if !request.proxies.isEmpty {
      text.append(head("v1", "ConfigMap", resource + "-proxy") + "data:\n")
      for proxy in request.proxies {
        text.append("  \(Quoting.yaml(proxy.name)): ")
        text.append(proxy.segment(Quoting.yaml))
        text.append("\n")
      }
      text.append("---\n")
    }
    text.append(
      head("apps.gitlab.com/v1beta2", "Runner", resource)
        + """
        spec:
          gitlabUrl: \(Quoting.yaml(request.server.description))
          token: \(Quoting.yaml(resource))
          buildImage: \(Quoting.yaml(request.answer(.image) ?? ""))

        """)
    if request.caFile != nil { text.append("  ca: \(Quoting.yaml(resource + "-certs"))\n") }
    if !request.proxies.isEmpty { text.append("  env: \(Quoting.yaml(resource + "-proxy"))\n") }
    add(Texts.saveTitle("runner.yaml"), .yaml, file: "runner.yaml", text)
    var script = clusterScript()
    writeSecrets(&script, nil)
    script.line("kubectl apply -f runner.yaml")
    add(Texts.clusterTitle, .posix, file: "install.sh", script.end())
    if request.clientCertificate != nil { warn(Texts.operatorHasNoClientCertificate) }
  }

  /// The token's Secret, with the token in it.
  private var secret: HandOverText {
    var text = HandOverText()
    text.append(head("v1", "Secret", resource) + "type: Opaque\nstringData:\n  runner-token: \"")
    text.append(.token)
    text.append("\"\n")
    if request.place == .helm { text.append("  runner-registration-token: \"\"\n") }
    return text
  }

  private func head(_ version: String, _ kind: String, _ name: String) -> String {
    """
    apiVersion: \(version)
    kind: \(kind)
    metadata:
      name: \(Quoting.yaml(name))
      namespace: \(Quoting.yaml(namespace))

    """
  }

  private func clusterScript() -> PosixScript {
    var script = PosixScript()
    if request.tokenSource != .inline { script.readToken(request.tokenSource) }
    script.line("set -e")
    script.line(
      "kubectl get namespace \(namespace) >/dev/null 2>&1 || kubectl create namespace \(namespace)")
    return script
  }

  /// The token goes in by the standard input; `printf` is the shell's own and no process.
  private func writeSecrets(_ script: inout PosixScript, _ file: String?) {
    let create = "kubectl create secret generic"
    if request.tokenSource == .inline {
      if let file { script.line("kubectl apply -f \(file)") }
    } else {
      var lines = [
        "printf '%s' \"$\(RunnerVariable.token)\"",
        "| \(create) \(resource) --namespace \(namespace)", "--from-file=runner-token=/dev/stdin",
      ]
      if request.place == .helm { lines.append("--from-literal=runner-registration-token=") }
      script.command(lines)
    }
    let files = request.certificates.filter { request.place == .helm || $0.flag == "tls-ca-file" }
    guard !files.isEmpty else { return }
    script.command(
      ["\(create) \(resource)-certs --namespace \(namespace)"]
        + files.map { file in
          let key = request.place == .helm ? file.name : "tls.crt"
          return "--from-file=" + Quoting.posix("\(key)=\(file.source)")
        })
  }
}
