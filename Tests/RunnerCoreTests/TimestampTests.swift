import FoundationEssentials
import Testing

@testable import RunnerCore

@Suite struct TimestampTests {
  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0.0),
    ("2026-12-31T23:59:59.500Z", 1_798_761_599.5),
    ("2027-01-01T01:59:59+02:00", 1_798_761_599),
    ("2026-12-31T20:59:59.000-0300", 1_798_761_599),
    ("2024-02-29", 1_709_164_800),
    ("2000-03-01T00:00Z", 951_868_800),
  ])
  func isoDatesAreRead(text: String, seconds: Double) {
    #expect(Timestamp.iso8601(text)?.timeIntervalSince1970 == seconds)
  }

  @Test(arguments: [
    "", "soon", "2026-13-01", "2026-02-30", "2023-02-29", "2026-01-01T25:00:00Z",
    "2026-01-01T00:00:00Zx", "2026-01-01T00:00:00.Z", "2026-1-1", "20260101",
  ])
  func otherTextsAreNoDates(text: String) {
    #expect(Timestamp.iso8601(text) == nil)
  }

  @Test func headerDatesAreRead() {
    #expect(
      Timestamp.http("Wed, 21 Oct 2026 07:28:00 GMT")?.timeIntervalSince1970 == 1_792_567_680)
    #expect(Timestamp.http("Wed, 21 Okt 2026 07:28:00 GMT") == nil)
    #expect(Timestamp.http("21 Oct 2026") == nil)
  }
}
