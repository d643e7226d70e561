extension Texts {
  static let autoscalerComment =
    "Still missing: plugin = \"…\", [runners.autoscaler.plugin_config] and a policy, see "
    + "https://docs.gitlab.com/runner/configuration/autoscale/"
  static let autoscalerGap =
    "The executor starts no machine until a fleeting plugin and its settings stand in "
    + "[runners.autoscaler]; see https://docs.gitlab.com/runner/configuration/autoscale/."
}
