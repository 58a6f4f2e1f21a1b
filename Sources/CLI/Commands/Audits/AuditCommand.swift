import ArgumentParser
import Dataset
import Foundation
import Workbench

/// `tessera audit [KIND…]`
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Say what is wrong with the data: label errors, leaks, duplicates, junk, outliers, …",
        discussion: """
            One ranked list of findings, each with its evidence and the change that would mend it; `tessera findings` \
            judges them. What was computed on the same data is not computed again.

            Example: tessera audit --fail-on leaks,conflicts --report findings.html

            Kinds: \(FindingKind.allCases.map(\.rawValue).joined(separator: ", ")).
            """)

    @Argument(help: ArgumentHelp("What to look for; all, where none is named.", valueName: "kind"))
    var kinds: [String] = []

    @Flag(help: "Print the findings as CSV, one a line.")
    var csv = false

    @Option(
        help: ArgumentHelp(
            "End with exit code 1 where a finding of these kinds is not judged, or a kind could not be computed.",
            discussion: "Several with commas.", valueName: "kinds"))
    var failOn: String?

    @Option(
        help: ArgumentHelp("Write the findings as one HTML file with pictures.", valueName: "file.html"),
        completion: .file(extensions: ["html"]))
    var report: String?

    @Option(
        help: ArgumentHelp(
            "Take in class probabilities first: .csv or .npy; docs/audit.md says in which form.", valueName: "file"),
        completion: .file(extensions: ["csv", "npy"]))
    var probs: String?

    @Option(
        help: ArgumentHelp(
            "The name under which they are kept.", discussion: "Else that of the file.", valueName: "name"))
    var probsName: String?

    @Option(
        help: ArgumentHelp(
            "Write how suspicious each labelled sample is, whatever may be wrong with it, as CSV.",
            valueName: "file.csv"),
        completion: .file(extensions: ["csv"]))
    var scores: String?

    @OptionGroup var filter: FindingFilterOptions

    @Option(name: [.short, .long], help: "How many findings to print; else 20 as text, all otherwise.")
    var limit: Int?

    @OptionGroup var audit: AuditOptions

    @Flag(help: "Compute also what was computed on the same data.")
    var again = false

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    private struct Output: Encodable {
        let kinds: [AuditDataset.Outcome]
        let open: Int
        let seconds: Double
        let findings: [DescribedFinding]
        /// Kinds of `--fail-on` for which the command fails.
        let failedOn: [FindingKind]?
        let report: String?
    }

    func run() async throws {
        let wanted = try FindingFilterOptions.kinds(kinds) ?? FindingKind.allCases
        let failing = try FindingFilterOptions.kinds(failOn?.split(separator: ",").map(String.init) ?? []) ?? []
        guard !(csv && common.json) else { throw Misuse("--csv and --json cannot both be meant.") }
        guard limit ?? 0 >= 0 else { throw Misuse("--limit must be 0 or more.") }
        guard probsName == nil || probs != nil else { throw Misuse("--probs-name needs --probs.") }
        let asked = Set(wanted).union(failing)
        let workspace = try common.open()
        if let probs {
            let file = URL(fileURLWithPath: probs)
            let name = probsName ?? file.deletingPathExtension().lastPathComponent
            let taken = try ImportedProbabilities.take(file, name: name, into: workspace)
            if !common.quiet {
                Console.say(
                    "\(Words.count(taken.images, "image")) × \(taken.classes) probabilities kept as \(taken.name)")
            }
        }
        let useCase = AuditDataset(kinds: Array(asked), model: audit.model, seed: audit.seed, again: again)
        let outcome = try await JobRun(workspace: workspace, common: common)(useCase, author: author.name)
        var query = try filter.query()
        query.kinds = FindingKind.allCases.filter(Set(wanted).contains)
        query.limit = .max
        let found = try workspace.findings(query).findings
        if let report { try write(found, to: report, in: workspace) }
        if let scores { try write(scoresTo: scores, in: workspace) }
        let failed = try Self.failed(failing, outcome, in: workspace)
        try show(outcome, found, failed, workspace)
        if !failed.isEmpty {
            if !common.json { Console.say("tessera: " + Self.words(failed, outcome)) }
            throw ExitCode(ExitStatus.failed.rawValue)
        }
    }

    // MARK: --fail-on

    /// The kinds that are not clean: something is left to judge, or nobody could look.
    private static func failed(
        _ kinds: [FindingKind], _ outcome: AuditDataset.Output, in workspace: Workspace
    ) throws -> [FindingKind] {
        let counts = try workspace.findingCounts()
        return kinds.filter { kind in
            guard let state = outcome.kinds.first(where: { $0.kind == kind }), state.skipped == nil else { return true }
            return (counts[kind]?[.open] ?? 0) + (counts[kind]?[.later] ?? 0) > 0
        }
    }

    private static func words(_ failed: [FindingKind], _ outcome: AuditDataset.Output) -> String {
        let parts = failed.map { kind in
            guard let state = outcome.kinds.first(where: { $0.kind == kind }), state.skipped == nil else {
                return "\(kind.rawValue) could not be looked for"
            }
            return "\(Words.count(state.open)) \(kind.rawValue) open"
        }
        return parts.joined(separator: ", ") + ".\n         `tessera findings list` shows them."
    }

    // MARK: Output

    private func write(scoresTo path: String, in workspace: Workspace) throws {
        guard let suspicious = try SuspiciousSamples.read(from: workspace) else {
            throw JobFailure(
                code: "no-scores",
                message: "No sample could be judged, so there are no scores. Run `tessera embed` first.")
        }
        let lines =
            ["sample,path,chance,label,picture"]
            + suspicious.rows.map { row in
                CSV.line([String(row.sample), row.path, "\(row.chance)", "\(row.label)", "\(row.picture)"])
            }
        try write(Data((lines.joined(separator: "\n") + "\n").utf8), to: path)
    }

    private func write(_ data: Data, to path: String) throws {
        do {
            try data.write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw JobFailure(
                code: "not-writable",
                message: "\(path) cannot be written: \(error.localizedDescription). Choose another place.")
        }
    }

    private func write(_ found: [Finding], to path: String, in workspace: Workspace) throws {
        try write(try FindingsPage(found, in: workspace).html(), to: path)
        if !common.quiet {
            Console.say("\(path): \(Words.count(min(found.count, FindingsPage.mostFindings), "finding"))")
        }
    }

    private func show(
        _ outcome: AuditDataset.Output, _ found: [Finding], _ failed: [FindingKind], _ workspace: Workspace
    ) throws {
        if csv {
            return FindingText.print(csv: try workspace.describe(Array(found.prefix(limit ?? .max))))
        }
        if common.json {
            let findings = try workspace.describe(Array(found.prefix(limit ?? .max)))
            return try Console.print(
                json: Output(
                    kinds: outcome.kinds, open: outcome.open, seconds: outcome.seconds, findings: findings,
                    failedOn: failOn == nil ? nil : failed, report: report))
        }
        var table = Table(["kind", "found", "open", ""], numbers: [1, 2])
        for kind in outcome.kinds {
            table.add([
                kind.kind.rawValue, kind.skipped == nil ? Words.count(kind.found) : "\u{2013}", Words.count(kind.open),
                kind.skipped ?? (kind.isUnchanged ? "as before" : ""),
            ])
        }
        Console.print(table.text)
        if outcome.kinds.contains(where: { $0.kind == .annotators }),
            let facts = try AnnotatorFacts.read(from: workspace)
        {
            Console.print("\n" + FindingText.table(facts))
        }
        let few = Array(found.prefix(limit ?? 20))
        guard !few.isEmpty else { return }
        Console.print("\n" + FindingText.table(try workspace.describe(few)))
        if !common.quiet, few.count < found.count {
            Console.say(
                "\(Words.count(few.count)) of \(Words.count(found.count, "finding")); `tessera findings list` shows more"
            )
        }
    }
}
