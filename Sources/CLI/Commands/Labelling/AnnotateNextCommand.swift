import ArgumentParser
import Foundation
import Dataset
import Workbench

/// `tessera annotate next`
struct AnnotateNextCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "next",
        abstract: "Hand out the samples that are most worth looking at.",
        discussion: """
            Contested ones first, then the most informative. For two minutes nobody else is handed them, on any \
            computer that has this workspace open.
            """)

    @Option(name: [.short, .long], help: ArgumentHelp("How many.", valueName: "count"))
    var limit = 10

    @OptionGroup var filter: FilterOptions

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    private struct Output: Encodable {
        struct Item: Encodable {
            let id: Int64
            let path: String
            let label: String?
            let isContested: Bool
            let informativeness: Float
        }

        let samples: [Item]
    }

    func run() throws {
        guard (1...LabellingQueue.most).contains(limit) else {
            throw Misuse("--limit must be 1 to \(LabellingQueue.most).")
        }
        let workspace = try common.open()
        let query = try filter.query()
        let items = try LabellingQueue(workspace: workspace).next(
            limit, person: author.name, holder: "\(author.name)\u{1F}terminal",
            filter: filter.conditions.isEmpty ? nil : query)
        let samples = Dictionary(uniqueKeysWithValues: try workspace.samples(items.map(\.sample)).map { ($0.id, $0) })
        let output = Output(
            samples: items.compactMap { item in
                samples[item.sample].map {
                    Output.Item(
                        id: $0.id, path: $0.path, label: $0.label, isContested: item.isContested,
                        informativeness: item.informativeness)
                }
            })
        try common.print(output) {
            guard !output.samples.isEmpty else { return "There is nothing left for \(author.name) to label." }
            var table = Table(["id", "path", "label", "why"], numbers: [0])
            for item in output.samples {
                let why = item.isContested ? "contested" : String(format: "informative %.2f", item.informativeness)
                table.add(["\(item.id)", item.path, item.label ?? "", why])
            }
            return table.text
        }
    }
}
