import CNCurses
import Glibc

/// Leads standard error into a file while the screen is up, so that nothing that a library or the
/// runtime prints lands between the cells.
///
/// Both operations may be called in any order and more than once.
public final class StandardErrorRedirect {
  private let path: String?
  /// A copy of the real standard error while it is led away.
  private var original: Int32?

  /// - Parameter path: a file to append to (created 0600, links not followed); nil or one that
  ///   cannot be opened discards what is written.
  public init(path: String?) {
    self.path = path
  }

  deinit {
    restore()
  }

  public func begin() {
    guard original == nil else { return }
    var file: Int32 = -1
    if let path { file = cn_open_log(path) }
    if file < 0 { file = cn_open_log(nil) }
    guard file >= 0 else { return }
    defer { close(file) }
    let copy = cn_copy_descriptor(STDERR_FILENO)
    guard copy >= 0 else { return }
    guard dup2(file, STDERR_FILENO) >= 0 else {
      close(copy)
      return
    }
    original = copy
  }

  public func restore() {
    guard let copy = original else { return }
    original = nil
    dup2(copy, STDERR_FILENO)
    close(copy)
  }
}
