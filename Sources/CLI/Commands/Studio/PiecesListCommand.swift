import ArgumentParser
import Dataset

/// `tessera pieces list`
struct PiecesListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the pieces, newest first.")

    @Option(help: "Only pieces of this name.")
    var name: String?

    @OptionGroup var common: CommonOptions

    private struct Output: Encodable {
        let pieces: [Piece]
        let total: Int
    }

    func run() throws {
        let found = try common.open().pieces(PieceQuery(name: name))
        try common.print(Output(pieces: found.pieces, total: found.total)) {
            var table = Table(["id", "name", "sample", "style", "writer", "split", "size"], numbers: [0, 2])
            for piece in found.pieces {
                table.add([
                    "\(piece.id)", piece.name, "\(piece.sample)", piece.style ?? "", piece.writer ?? "",
                    piece.split ?? "none", "\(piece.width)×\(piece.height)",
                ])
            }
            return found.pieces.isEmpty
                ? "There are no pieces yet. `tessera pieces cut` makes some." : table.text
        }
    }
}
