import Glibc
import Synchronization

/// A token or another value that must never be printed, logged or written by accident.
///
/// Copies share one buffer, which is overwritten with zeros when the last copy goes. Neither printing,
/// interpolating, dumping nor mirroring a secret shows more than `‹redacted›`, and it is not `Codable`.
public struct Secret: Sendable {
  private let bytes: SecretBytes

  public init(_ text: String) {
    bytes = SecretBytes(Array(text.utf8))
  }

  public var isEmpty: Bool { bytes.withBytes { $0.isEmpty } }

  /// The length in Unicode scalars.
  public var characterCount: Int {
    // Every byte but a UTF-8 continuation byte begins a scalar.
    bytes.withBytes { $0.count { $0 & 0xC0 != 0x80 } }
  }

  /// Whether a byte is an ASCII control character, which no header may hold.
  var hasControlByte: Bool { bytes.withBytes { $0.contains { $0 < 0x20 || $0 == 0x7F } } }

  /// The text itself. Call it on the last line that needs it: the returned string is an ordinary
  /// one, and nothing overwrites its memory.
  public func reveal() -> String {
    bytes.withBytes { String(decoding: $0, as: UTF8.self) }
  }
}

extension Secret: Equatable {
  /// Compares every byte whatever the first difference is, so that time tells only the length.
  public static func == (left: Secret, right: Secret) -> Bool {
    if left.bytes === right.bytes { return true }
    // One order for every pair, or two threads comparing both ways round could wait for each other.
    let isOrdered = ObjectIdentifier(left.bytes) < ObjectIdentifier(right.bytes)
    let (first, second) = isOrdered ? (left.bytes, right.bytes) : (right.bytes, left.bytes)
    return first.withBytes { mine in
      second.withBytes { theirs in
        guard mine.count == theirs.count else { return false }
        var difference: UInt8 = 0
        for index in mine.indices { difference |= mine[index] ^ theirs[index] }
        return difference == 0
      }
    }
  }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  static let redacted = "‹redacted›"

  public var description: String { Secret.redacted }
  public var debugDescription: String { Secret.redacted }
  public var customMirror: Mirror { Mirror(reflecting: Secret.redacted) }
}

/// The one buffer behind all copies of a secret.
final class SecretBytes: Sendable {
  private let storage: Mutex<[UInt8]>

  init(_ bytes: consuming [UInt8]) {
    storage = Mutex(bytes)
  }

  deinit { wipe() }

  /// Lends the bytes; `body` must not keep the array, or wiping would write to a copy of it.
  func withBytes<Result: Sendable>(_ body: (borrowing [UInt8]) -> Result) -> Result {
    storage.withLock { body($0) }
  }

  /// Overwrites the buffer in a way that the optimizer may not remove.
  func wipe() {
    storage.withLock { bytes in
      bytes.withUnsafeMutableBytes { buffer in
        guard let start = buffer.baseAddress else { return }
        explicit_bzero(start, buffer.count)
      }
    }
  }
}
