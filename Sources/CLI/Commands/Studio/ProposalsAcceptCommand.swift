import ArgumentParser
import Workbench

/// `tessera proposals accept ID`
struct ProposalsAcceptCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept",
        abstract: "Take a proposal into the dataset, as one change that `tessera undo` takes back.")

    @Argument(help: "The proposal.")
    var id: String

    @Option(help: ArgumentHelp("What is struck out: 3,17,20-24.", valueName: "numbers"))
    var except: String?

    @Option(help: ArgumentHelp("Why; it is kept with the change.", valueName: "text"))
    var reason: String?

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    func run() throws {
        let output = ChangeOutput(
            try ProposalShelf(common.open()).accept(
                id, except: try except.map(Self.numbers) ?? [], author: author.name, reason: reason))
        try common.print(output) { output.text }
    }

    private static func numbers(_ text: String) throws -> [Int] {
        try text.split(separator: ",").flatMap { part -> [Int] in
            let ends = part.split(separator: "-", maxSplits: 1).map { Int($0) }
            switch (ends.first ?? nil, ends.count) {
            case (let one?, 1): return [one]
            case (let first?, 2):
                guard let last = ends[1], first <= last, last - first < 1_000_000 else { break }
                return Array(first...last)
            default: break
            }
            throw Misuse("--except takes numbers such as 3,17,20-24.")
        }
    }
}
