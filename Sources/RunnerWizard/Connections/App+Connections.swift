import RunnerCore

extension App {
  mutating func takeAboutConnection(_ answer: Answer) -> [Effect] {
    []
  }
}
