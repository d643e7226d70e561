import RunnerCore

extension App {
  mutating func takeAboutTarget(_ answer: Answer) -> [Effect] {
    []
  }
}
