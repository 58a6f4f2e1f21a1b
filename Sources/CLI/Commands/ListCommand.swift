import ArgumentParser
import Dataset

/// `tessera list`
struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List samples as a table, CSV or JSON, filtered and sorted.",
        discussion: "With --json: {\"total\": …, \"samples\": […]}.")

    @OptionGroup var filter: FilterOptions

    @Option(
        help: ArgumentHelp(
            "By what to sort; - before it for descending, several with commas.",
            discussion: "similarity, name, path, label, split, id, revision, bytes, width, height or column.NAME.",
            valueName: "key"))
    var sort: String?

    @Option(name: [.short, .long], help: "How many at most.")
    var limit: Int?

    @Option(help: "How many to leave out at the beginning.")
    var offset = 0

    @Option(help: "table or csv.")
    var format = ListFormat.table

    @OptionGroup var common: CommonOptions

    private struct Output: Encodable {
        let total: Int
        let samples: [Sample]
    }

    func run() throws {
        var query = try filter.query()
        if let sort {
            query.sort = try sort.split(separator: ",").map { text in
                guard let key = SortKey(String(text)) else {
                    throw Misuse("\"\(text)\" is nothing to sort by. See `tessera list --help`.")
                }
                return key
            }
        }
        guard offset >= 0, limit ?? 0 >= 0 else { throw Misuse("--limit and --offset must be 0 or more.") }
        let workspace = try common.open()
        let all = try workspace.sampleIDs(matching: query)
        let asked = all.dropFirst(offset)
        let ids = Array(limit.map { asked.prefix($0) } ?? asked)
        if common.json {
            try Console.print(json: Output(total: all.count, samples: try workspace.samples(ids)))
            return
        }
        let columns = try workspace.columnNames().map(\.name)
        switch format {
        case .csv:
            Console.print(CSV.line(SampleRow.header + columns))
            // In pieces, so that a hundred thousand samples do not wait in memory.
            for start in stride(from: 0, to: ids.count, by: 1_000) {
                let piece = try workspace.samples(Array(ids[start..<min(start + 1_000, ids.count)]))
                Console.print(piece.map { CSV.line(SampleRow($0).cells(columns: columns)) }.joined(separator: "\n"))
            }
        case .table:
            var table = Table(SampleRow.header + columns, numbers: [0])
            for sample in try workspace.samples(ids) { table.add(SampleRow(sample).cells(columns: columns)) }
            Console.print(table.text)
            if !common.quiet { Console.say("\(Words.count(ids.count)) of \(Words.count(all.count, "sample"))") }
        }
    }
}
