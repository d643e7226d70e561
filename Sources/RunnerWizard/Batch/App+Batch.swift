import RunnerCore
import TerminalUI

extension App {
  /// Nothing here begins a batch or keeps a preset.
  mutating func takeAboutBatch(_ answer: Answer) -> [Effect] { [] }
}
