import ArgumentParser
import Workbench

/// `tessera proposals list`
struct ProposalsListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the proposals, newest first.")

    @OptionGroup var common: CommonOptions

    private struct Output: Encodable {
        let proposals: [One]

        struct One: Encodable {
            let id: String
            let kind: Proposal.Kind
            let author: String
            let at: String
            let total: Int
        }
    }

    func run() throws {
        let all = ProposalShelf(try common.open()).waiting().map {
            Output.One(id: $0.id, kind: $0.kind, author: $0.author, at: $0.at, total: $0.candidates.count)
        }
        try common.print(Output(proposals: all)) {
            var table = Table(["proposal", "kind", "images", "when", "by"], numbers: [2])
            for one in all { table.add([one.id, one.kind.rawValue, "\(one.total)", one.at, one.author]) }
            return all.isEmpty ? "Nothing waits to be looked at." : table.text
        }
    }
}
