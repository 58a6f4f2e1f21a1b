import ArgumentParser
import Dataset
import Workbench

/// `tessera threads decide ID TEXT`
struct ThreadsDecideCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decide",
        abstract: "Decide a thread: words, and with them a rule for the label book and a relabelling.",
        discussion: """
            Example: tessera threads decide 7 "A V with a bar below is a V" --label v --rule

            --label relabels the samples of the thread as one change that leads back to it; --dry-run shows which, and \
            what looks like them.
            """)

    @Argument(help: "The number of the thread.")
    var id: Int64

    @Argument(help: "What is decided.")
    var text: String

    @Option(help: ArgumentHelp("The class that its samples are to have.", valueName: "class"))
    var label: String?

    @Option(help: ArgumentHelp("Relabel these and not the samples of the thread: 1,2,10-20.", valueName: "ids"))
    var ids: IDList?

    @Flag(help: "Also relabel what looks like them, as --dry-run lists it.")
    var alike = false

    @Flag(help: "Make the decision a rule in the label book.")
    var rule = false

    @Option(
        help: ArgumentHelp("The class that the rule is of; else that of --label.", valueName: "class"))
    var ruleClass: String?

    @Option(help: ArgumentHelp("Samples that show the rule; else those of the thread.", valueName: "ids"))
    var examples: IDList?

    @Option(help: ArgumentHelp("Samples that look so and are not.", valueName: "ids"))
    var nearMisses: IDList?

    @Flag(help: "Show what would be relabelled, and decide nothing.")
    var dryRun = false

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    private struct Output: Encodable {
        let thread: TalkThread
        let change: Change?
        let samples: [Int64]
    }

    func run() throws {
        guard label != nil || (ids == nil && !alike && !dryRun) else {
            throw Misuse("--ids, --alike and --dry-run go with --label CLASS.")
        }
        guard rule || (ruleClass == nil && examples == nil && nearMisses == nil) else {
            throw Misuse("--rule-class, --examples and --near-misses go with --rule.")
        }
        guard !rule || ruleClass != nil || label != nil else {
            throw Misuse("Say which class the rule is of: --rule-class CLASS.")
        }
        let workspace = try common.open()
        let thread = try workspace.thread(id)
        let proposal = try label.map { label in
            try RelabelProposals(workspace: workspace, neighbors: SampleNeighbors(workspace: workspace))
                .proposal(for: id, label: label, alike: 200)
        }
        if dryRun, let proposal { return try common.print(proposal) { Self.text(proposal) } }
        let relabelling = proposal.map { proposal in
            let rows = proposal.touches + (alike ? proposal.alike : [])
            return ThreadDecision.Relabelling(
                label: proposal.label, samples: ids?.ids ?? rows.map(\.sample), seen: proposal.seen)
        }
        let made = (rule ? ruleClass ?? label : nil).map { label in
            ThreadDecision.Rule(
                label: label, text: text, examples: examples?.ids ?? Array(thread.samples.prefix(12)),
                nearMisses: nearMisses?.ids ?? [])
        }
        let decided = try workspace.decide(
            id, ThreadDecision(text, rule: made, relabelling: relabelling), author: author.name)
        let output = Output(
            thread: decided.thread, change: decided.change?.change, samples: decided.change?.samples ?? [])
        try common.print(output) {
            "Thread \(id) is decided."
                + (output.change.map { "\nChange \($0.id): \($0.summary)" } ?? "")
        }
    }

    private static func text(_ proposal: RelabelProposal) -> String {
        var table = Table(["sample", "is", "would be", "distance"], numbers: [0, 3])
        for row in proposal.touches { table.add([String(row.sample), row.before ?? "", proposal.label, ""]) }
        for row in proposal.alike {
            table.add([
                String(row.sample), row.before ?? "", "alike", row.distance.map { CellText.distance($0) } ?? "",
            ])
        }
        let count = Words.count(proposal.touches.count, "sample")
        return "\(count) would be relabelled; \(proposal.unchanged) stay as they are. Nothing was changed.\n\n"
            + table.text
    }
}
