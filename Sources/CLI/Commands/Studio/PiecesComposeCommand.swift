import ArgumentParser
import Workbench

/// `tessera pieces compose`
struct PiecesComposeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compose",
        abstract: "Put pieces together to images of classes, as a proposal.",
        discussion: """
            Example: tessera pieces compose --label vi --label vii --writer 7 --count 5

            Without --label, of every class whose parts are at hand. Nothing is added before the proposal is accepted.
            """)

    @Option(help: ArgumentHelp("Only this class; may be given more than once.", valueName: "class"))
    var label: [String] = []

    @Option(help: ArgumentHelp("Only pieces of this sample.", valueName: "id"))
    var sample: Int64?

    @Option(help: "Only pieces of this style.")
    var style: String?

    @Option(help: "Only pieces of this writer.")
    var writer: String?

    @Option(help: "Images of each class and split.")
    var count = 1

    @Option(help: "Which pieces are drawn by chance.")
    var seed: UInt64 = 42

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    func run() async throws {
        guard (1...ComposePieces.mostCount).contains(count) else {
            throw Misuse("--count must be 1 to \(ComposePieces.mostCount).")
        }
        let workspace = try common.open()
        let compose = ComposePieces(
            labels: label.isEmpty ? nil : label, sample: sample, style: style, writer: writer, count: count, seed: seed)
        let name = author.name
        let proposal = try await ForegroundRun(quiet: common.quiet) { reporter in
            try compose.propose(in: workspace, author: name, reporting: reporter)
        }
        try common.print(proposal) {
            "\(Words.count(proposal.candidates.count, "image")) proposed as \(proposal.id). "
                + "tessera proposals show \(proposal.id) --sheet sheet.png"
        }
    }
}
