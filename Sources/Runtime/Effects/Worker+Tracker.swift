import Configuration
import RunnerCore
import RunnerWizard

// Watching runners, and the ends of their tokens.
extension Worker {
  func readProgress(
    _ id: Int64, _ source: RunnerSource, _ before: RunnerProgress?, _ client: GitLabClient
  ) async -> Answer {
    do {
      let reading = try await client.runnerProgress(id, source: source, after: before)
      if case .rest(let reason) = reading.source, reading.source != source {
        log?.write("progress over REST: \(reason)")
      }
      return .progressRead(id, reading)
    } catch {
      note(error)
      return .progressNotRead(id, error)
    }
  }

  /// Writes a calendar file. What stands there is replaced if this program wrote it.
  func saveCalendar(_ text: String, path: String) -> Answer {
    let place = PrivateFile.expandingTilde(path, home: home)
    do throws(FileFailure) {
      try PrivateFile.write(
        Array(text.utf8), to: place, existing: isOwnCalendar(place) ? .replace : .keep)
      return .calendarSaved(path: place)
    } catch {
      return .calendarNotSaved(SaveFailure(message: "\(error).", fileExists: false))
    }
  }

  private func isOwnCalendar(_ path: String) -> Bool {
    // What cannot be read is not this program's.
    guard let content = try? FileAccess.disk.read(path, limit: 65_536) else { return false }
    return String(decoding: content.bytes, as: UTF8.self).contains(TokenCalendar.signature)
  }
}
