/// Offset pagination as of lib/gitlab/pagination/offset_pagination.rb.
struct Page {
  /// Totals are left out above this number of records.
  private static let countLimit = 10_000

  let number: Int
  let size: Int

  init(_ reader: inout ParameterReader) {
    number = max(1, reader.integer("page") ?? 1)
    let size = reader.integer("per_page") ?? 20
    if size < 1 { reader.report("per_page has a value not allowed") }
    self.size = min(max(1, size), 100)
  }

  /// Answers with one page of a list whose entries are rendered on demand.
  ///
  /// - Parameter hidesTotals: for lists that GitLab does not count.
  func response<Entry>(
    of entries: [Entry], _ call: Call, url: String, hidesTotals: Bool = false,
    render: (Entry) -> SandboxJSON
  ) -> SandboxResponse {
    let pages = max(1, (entries.count + size - 1) / size)
    let shown = cut(entries).map(render)
    let next = number < pages ? number + 1 : nil
    let previous = number > 1 ? min(number - 1, pages) : nil
    let counts = !hidesTotals && entries.count <= Self.countLimit
    var links = [("prev", previous), ("next", next), ("first", 1)]
    if counts { links.append(("last", pages)) }
    var headers = [
      ("X-Page", String(number)), ("X-Per-Page", String(size)),
      ("X-Next-Page", next.map(String.init) ?? ""),
      ("X-Prev-Page", previous.map(String.init) ?? ""),
    ]
    if counts {
      headers += [("X-Total", String(entries.count)), ("X-Total-Pages", String(pages))]
    }
    let address = url + call.path + "?" + keptQuery(call)
    headers.append(
      (
        "Link",
        links.compactMap { relation, page in
          page.map { "<\(address)page=\($0)&per_page=\(size)>; rel=\"\(relation)\"" }
        }.joined(separator: ", ")
      ))
    return .json(.array(shown), headers: headers)
  }

  /// The entries on this page; none beyond the last one.
  func cut<Entry>(_ entries: [Entry]) -> ArraySlice<Entry> {
    let (start, overflow) = (number - 1).multipliedReportingOverflow(by: size)
    return overflow ? [] : entries.dropFirst(start).prefix(size)
  }

  /// The query without what the links set themselves, and never with a token.
  private func keptQuery(_ call: Call) -> String {
    call.request.query.split(separator: "&").filter { pair in
      !["page", "per_page", "private_token"].contains(pair.prefix { $0 != "=" })
    }.map { $0 + "&" }.joined()
  }
}
