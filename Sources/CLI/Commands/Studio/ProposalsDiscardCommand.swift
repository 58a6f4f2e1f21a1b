import ArgumentParser
import Workbench

/// `tessera proposals discard ID`
struct ProposalsDiscardCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "discard", abstract: "Throw a proposal away; it can be made again.")

    @Argument(help: "The proposal.")
    var id: String

    @OptionGroup var common: CommonOptions

    private struct Output: Encodable {
        let discarded: String
    }

    func run() throws {
        try ProposalShelf(common.open()).discard(id)
        try common.print(Output(discarded: id)) { "The proposal \(id) is gone." }
    }
}
