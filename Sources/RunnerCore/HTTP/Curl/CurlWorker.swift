import CCurl
import Glibc
import Synchronization

/// The thread on which libcurl runs, and the only way to it.
///
/// Other threads touch nothing but the inbox, under its lock; every handle of libcurl lives and dies on the thread. The one
/// exception is the wake-up, which libcurl allows and which happens under the lock, so that
/// the multi handle is there.
final class CurlWorker: Sendable {
  typealias Answer = Result<CurlAnswer, TransportFailure>

  struct Job: Sendable {
    let id: UInt64
    let task: CurlTask
    let continuation: CheckedContinuation<Answer, Never>
  }

  private struct Inbox {
    var lastID: UInt64 = 0
    var jobs: [Job] = []
    /// Submitted and not yet answered.
    var live: Set<UInt64> = []
    /// Live ones to be ended.
    var cancelled: Set<UInt64> = []
    /// Cancelled before they were submitted.
    var cancelledEarly: Set<UInt64> = []
    var isStopping = false
    /// The address of the multi handle while the thread has one, otherwise zero.
    var multi: UInt = 0

    func wake() {
      if let multi = UnsafeMutableRawPointer(bitPattern: multi) { _ = ccurl_multi_wakeup(multi) }
    }
  }

  private let inbox = Mutex(Inbox())
  private let thread = Mutex<pthread_t?>(nil)
  private let settings: CurlSettings

  private init(settings: CurlSettings) {
    self.settings = settings
  }

  /// A worker whose thread runs; `nil` where the system gives none.
  static func start(settings: CurlSettings) -> CurlWorker? {
    let worker = CurlWorker(settings: settings)
    let context = Unmanaged.passRetained(worker)
    var thread = pthread_t()
    let status = withSignalsBlocked {
      pthread_create(
        &thread, nil,
        { context in
          if let context {
            Unmanaged<CurlWorker>.fromOpaque(context).takeRetainedValue().run()
          }
          return nil
        }, context.toOpaque())
    }
    guard status == 0 else {
      context.release()
      return nil
    }
    worker.thread.withLock { $0 = thread }
    return worker
  }

  func makeID() -> UInt64 {
    inbox.withLock { inbox in
      inbox.lastID += 1
      return inbox.lastID
    }
  }

  func submit(_ job: Job) {
    let isAccepted = inbox.withLock { inbox in
      guard !inbox.isStopping, !inbox.cancelledEarly.contains(job.id) else { return false }
      inbox.live.insert(job.id)
      inbox.jobs.append(job)
      inbox.wake()
      return true
    }
    if !isAccepted {
      job.continuation.resume(returning: .failure(.notSent(.cancelled, "cancelled")))
    }
  }

  /// Ends a transfer. The cancellation of a task may come before its request is submitted.
  func cancel(_ id: UInt64) {
    inbox.withLock { inbox in
      guard inbox.live.contains(id) else {
        inbox.cancelledEarly.insert(id)
        return
      }
      inbox.cancelled.insert(id)
      inbox.wake()
    }
  }

  /// Drops what is remembered of a request that was answered.
  func forget(_ id: UInt64) {
    inbox.withLock { inbox in
      inbox.cancelledEarly.remove(id)
      inbox.cancelled.remove(id)
    }
  }

  /// Ends all transfers and the thread, and waits for it.
  func stop() {
    inbox.withLock { inbox in
      inbox.isStopping = true
      inbox.wake()
    }
    let running = thread.withLock { thread in
      defer { thread = nil }
      return thread
    }
    if let running { pthread_join(running, nil) }
  }

  /// The body of the thread.
  private func run() {
    guard let multi = ccurl_multi_new() else { return refuseEverything() }
    inbox.withLock { $0.multi = UInt(bitPattern: multi) }
    var transfers: [UnsafeMutableRawPointer: CurlTransfer] = [:]

    while let work = takeWork() {
      for job in work.jobs where !work.cancelled.contains(job.id) {
        if let transfer = begin(job, multi) { transfers[transfer.handle] = transfer }
      }
      cancel(work, transfers: &transfers, multi)

      _ = ccurl_multi_perform(multi)
      var code = CURLE_OK
      while let handle = ccurl_multi_finished(multi, &code) {
        guard let transfer = transfers.removeValue(forKey: handle) else { continue }
        answering(transfer.id)
        transfer.finish(code)
        _ = ccurl_multi_remove(multi, handle)
      }
      // Without transfers nothing but a wake-up ends the wait.
      _ = ccurl_multi_poll(multi, Int32.max)
    }

    for (handle, transfer) in transfers {
      transfer.cancel()
      _ = ccurl_multi_remove(multi, handle)
    }
    transfers.removeAll()
    inbox.withLock { $0.multi = 0 }
    ccurl_multi_free(multi)
    refuseEverything()
  }

  private func cancel(
    _ work: Work, transfers: inout [UnsafeMutableRawPointer: CurlTransfer],
    _ multi: UnsafeMutableRawPointer
  ) {
    guard !work.cancelled.isEmpty else { return }
    for job in work.jobs where work.cancelled.contains(job.id) {
      answering(job.id)
      job.continuation.resume(returning: .failure(.notSent(.cancelled, "cancelled")))
    }
    for (handle, transfer) in transfers where work.cancelled.contains(transfer.id) {
      transfers[handle] = nil
      answering(transfer.id)
      transfer.cancel()
      _ = ccurl_multi_remove(multi, handle)
    }
  }

  private struct Work {
    var jobs: [Job]
    var cancelled: Set<UInt64>
  }

  /// What has come since the last time; `nil` when the thread is to end.
  private func takeWork() -> Work? {
    inbox.withLock { inbox in
      guard !inbox.isStopping else { return nil }
      defer {
        inbox.jobs.removeAll()
        inbox.cancelled.removeAll()
      }
      return Work(jobs: inbox.jobs, cancelled: inbox.cancelled)
    }
  }

  /// A transfer under way; `nil` after answering the job with a failure.
  private func begin(_ job: Job, _ multi: UnsafeMutableRawPointer) -> CurlTransfer? {
    do throws(TransportFailure) {
      let transfer = try CurlTransfer(job, settings: settings)
      guard ccurl_multi_add(multi, transfer.handle) == CURLM_OK else {
        throw TransportFailure.notSent(.other, "libcurl does not take the transfer")
      }
      return transfer
    } catch {
      answering(job.id)
      job.continuation.resume(returning: .failure(error))
      return nil
    }
  }

  /// Comes before each answer, so that a cancellation after it finds nothing to end.
  private func answering(_ id: UInt64) {
    inbox.withLock { _ = $0.live.remove(id) }
  }

  private func refuseEverything() {
    let jobs = inbox.withLock { inbox in
      inbox.isStopping = true
      defer { inbox.jobs.removeAll() }
      return inbox.jobs
    }
    for job in jobs {
      job.continuation.resume(returning: .failure(.notSent(.cancelled, "cancelled")))
    }
  }
}

/// Runs `body` with all signals blocked but those of a crash. A thread that it starts, and those that libcurl starts for
/// resolving names, then never run the handlers of the process, which expect the first thread, and
/// writing to a closed connection fails in place of raising SIGPIPE.
func withSignalsBlocked(_ body: () -> Int32) -> Int32 {
  var blocked = sigset_t()
  var previous = sigset_t()
  sigfillset(&blocked)
  for signal in [SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP, SIGSYS] {
    sigdelset(&blocked, signal)
  }
  pthread_sigmask(SIG_SETMASK, &blocked, &previous)
  defer { pthread_sigmask(SIG_SETMASK, &previous, nil) }
  return body()
}
