import RunnerCore

extension App {
  mutating func takeInquiry(_ report: RefusalReport) -> [Effect] {
    []
  }
}
