/// A figure that can be asked for by name.
enum Figure: String, CaseIterable {
  case firstPaint = "first-paint"
  case keyToPaint = "key-to-paint"
  case keyBytes = "key-bytes"
  case idle
  case idleMain = "idle-main"
  case memory
  case create
  case createPython = "create-python"
  case listFirstRows = "list-first-rows"
  case listTags = "list-tags"
  case listKey = "list-key"
  case listKeyWorst = "list-key-99"
  case listKeyGrowth = "list-key-growth"
  case listFilter = "list-filter"
  case listSort = "list-sort"
  case listMemory = "list-memory"
  case listLoad = "list-load"
  case listLoadREST = "list-load-rest"
  case pickerKey = "picker-key"

  static var allNames: String {
    allCases.map(\.rawValue).joined(separator: ", ")
  }

  /// What the numbers of its line are.
  var explanation: String {
    switch self {
    case .firstPaint:
      "milliseconds from starting to the complete title, beside a C program; limit on the ratio"
    case .keyToPaint:
      "milliseconds from a key to the first byte painted, beside a C program; limit on ours"
    case .keyBytes:
      "bytes sent for the same changes, beside a C program; limit on the ratio"
    case .idle:
      "wake-ups of all threads in 10 idle seconds, of which libdispatch causes one a second"
    case .idleMain:
      "wake-ups of the main thread in 10 idle seconds"
    case .memory:
      "peak megabytes through a whole registration, beside a C program; limit on ours"
    case .create:
      "milliseconds for one registration, beside curl doing the same requests; limit on the ratio"
    case .createPython:
      "milliseconds for one registration, beside python-gitlab; limit on the ratio"
    case .listFirstRows:
      "requests for the list before its first rows show, of 100,000; limit on ours"
    case .listTags:
      "requests for 100 runners with their tags; limit on ours"
    case .listKey:
      "median milliseconds from a key to the first byte painted, among 100,000 rows; limit on ours"
    case .listKeyWorst:
      "the same for the slowest of a hundred keys; limit on ours"
    case .listKeyGrowth:
      "the median among 100,000 rows, beside that among 100; limit on the ratio"
    case .listFilter:
      "milliseconds from the last letter of a filter to its rows, of 100,000; limit on ours"
    case .listSort:
      "milliseconds from choosing a column to its order, of 100,000 rows; limit on ours"
    case .listMemory:
      "bytes for each of 100,000 runners on screen, over the list of none; limit on ours"
    case .listLoad:
      "milliseconds for 100,000 runners by GraphQL, beside curl making the same requests one after "
        + "another; limit on the ratio"
    case .listLoadREST:
      "milliseconds for 100,000 runners by REST, beside python-gitlab; limit on the ratio"
    case .pickerKey:
      "median milliseconds from a key in the search field to the first byte painted, among 10,000 groups "
        + "and projects; limit on ours"
    }
  }

  func measure(on bench: Bench) throws(BenchmarkFailure) -> Outcome {
    switch self {
    case .firstPaint: .measured(try FirstPaint(bench: bench).measure())
    case .keyToPaint: .measured(try KeyPresses(bench: bench).measureTime())
    case .keyBytes: .measured(try KeyPresses(bench: bench).measureBytes())
    case .idle: .measured(try Idle(bench: bench).measureAllThreads())
    case .idleMain: .measured(try Idle(bench: bench).measureMainThread())
    case .memory: .measured(try Memory(bench: bench).measure())
    case .create: .measured(try Create(bench: bench).measureBesideCurl())
    case .createPython: try Create(bench: bench).measureBesidePython()
    case .listFirstRows: .measured(try ListScreen(bench: bench).measureFirstRows())
    case .listTags: .measured(try ListLoad(bench: bench).measureTags())
    case .listKey: .measured(try ListScreen(bench: bench).measureKeys { $0.median })
    case .listKeyWorst: .measured(try ListScreen(bench: bench).measureWorstKeys())
    case .listKeyGrowth: .measured(try ListScreen(bench: bench).measureKeyGrowth())
    case .listFilter: .measured(try ListScreen(bench: bench).measureFilter())
    case .listSort: .measured(try ListScreen(bench: bench).measureSort())
    case .listMemory: .measured(try ListScreen(bench: bench).measureMemory())
    case .listLoad: .measured(try ListLoad(bench: bench).measureBesideCurl())
    case .listLoadREST: try ListLoad(bench: bench).measureBesidePython()
    case .pickerKey: .measured(try Picker(bench: bench).measureKeys())
    }
  }
}
