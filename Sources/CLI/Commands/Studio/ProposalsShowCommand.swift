import ArgumentParser
import Foundation
import Workbench

/// `tessera proposals show ID`
struct ProposalsShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "List the candidates of a proposal, or write them as a contact sheet.")

    @Argument(help: "The proposal.")
    var id: String

    @Option(help: ArgumentHelp("Write the pictures as one PNG, 16 in a line, in their order.", valueName: "file"))
    var sheet: String?

    @OptionGroup var common: CommonOptions

    func run() throws {
        let workspace = try common.open()
        let proposal = try ProposalShelf(workspace).proposal(id)
        if let sheet {
            let bytes = try RecipePreview.contactSheet(proposal, side: 128, in: workspace)
            try Data(bytes).write(to: URL(fileURLWithPath: sheet), options: .atomic)
        }
        try common.print(proposal) {
            var table = Table(["", "label", "split", "made of", "how"], numbers: [0])
            for one in proposal.candidates {
                table.add([
                    "\(one.index)", one.label ?? "", one.split ?? "none",
                    one.parents.map(String.init).joined(separator: " "), one.note ?? "",
                ])
            }
            return table.text
        }
    }
}
