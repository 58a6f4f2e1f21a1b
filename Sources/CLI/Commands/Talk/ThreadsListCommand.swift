public import ArgumentParser
public import Dataset

extension TalkThread.State: ExpressibleByArgument {}

/// `tessera threads list`
struct ThreadsListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List threads, the one with the newest message first.")

    @Option(help: ArgumentHelp("Only open, answered or decided ones; may be given more than once.", valueName: "state"))
    var state: [TalkThread.State] = []

    @Option(help: ArgumentHelp("Only what is asked of this person and waits for them.", valueName: "person"))
    var inbox: String?

    @Option(help: ArgumentHelp("Only threads that are about this sample.", valueName: "id"))
    var sample: Int64?

    @Option(name: .customLong("class"), help: ArgumentHelp("Only threads about this class.", valueName: "class"))
    var label: String?

    @Option(help: ArgumentHelp("Only threads in which this person was mentioned.", valueName: "person"))
    var mention: String?

    @Option(name: [.short, .long], help: "How many threads at most.")
    var limit = 50

    @OptionGroup var common: CommonOptions

    private struct Output: Encodable {
        let threads: [TalkThread]
    }

    func run() throws {
        guard limit > 0 else { throw Misuse("--limit must be 1 or more.") }
        let workspace = try common.open()
        let threads: [TalkThread]
        if let inbox {
            guard state.isEmpty, sample == nil, label == nil, mention == nil else {
                throw Misuse("--inbox goes with no other condition.")
            }
            threads = try workspace.inbox(of: inbox, limit: limit)
        } else {
            var query = ThreadQuery()
            (query.states, query.sample, query.label, query.mention, query.limit) = (
                state, sample, label, mention, limit
            )
            threads = try workspace.threads(matching: query)
        }
        try common.print(Output(threads: threads)) {
            var table = Table(["thread", "state", "about", "question", "by", "asked", "messages"], numbers: [0, 6])
            for thread in threads {
                table.add([
                    String(thread.id), thread.state.rawValue, ThreadText.about(thread), thread.question, thread.author,
                    thread.asked.joined(separator: ", "), String(thread.messageCount),
                ])
            }
            return threads.isEmpty ? "No thread is like that. `tessera threads ask` opens one." : table.text
        }
    }
}
