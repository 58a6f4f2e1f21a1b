import ArgumentParser
import Dataset
import Foundation
import Workbench

/// `tessera show ID`
struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show one sample: its cells, its history and its look-alikes.")

    @Argument(help: "The id of the sample.")
    var id: Int64

    @Option(name: .customLong("similar"), help: ArgumentHelp("How many look-alikes to name.", valueName: "k"))
    var similarCount = 5

    @Option(help: ArgumentHelp("By which embedding they are alike; else the most complete one.", valueName: "model"))
    var model: String?

    @OptionGroup var common: CommonOptions

    private struct Output: Encodable {
        struct Neighbor: Encodable {
            let id: Int64
            let distance: Float
        }

        let sample: Sample
        let image: String
        let history: [ChangedCell]
        let model: String?
        let neighbors: [Neighbor]
    }

    func run() throws {
        let workspace = try common.open()
        guard let sample = try workspace.samples([id]).first else { throw EditError.unknownSample(id) }
        var output = Output(
            sample: sample, image: workspace.images.url(sample.digest).path, history: try workspace.history(of: id),
            model: nil, neighbors: [])
        if similarCount > 0, try model != nil || !workspace.embeddings().isEmpty {
            let found = try SampleNeighbors(workspace: workspace).nearest(to: id, k: similarCount, model: model)
            output = Output(
                sample: sample, image: output.image, history: output.history, model: found.model,
                neighbors: found.neighbors.map { Output.Neighbor(id: $0.id, distance: $0.distance) })
        }
        try common.print(output) { Self.text(output) }
    }

    private static func text(_ output: Output) -> String {
        let sample = output.sample
        var cells = Table([])
        cells.add(["sample", String(sample.id)])
        cells.add(["path", sample.path])
        cells.add(["label", sample.label ?? "(unlabelled)"])
        cells.add(["split", sample.split ?? "none"])
        cells.add(["tags", sample.tags.joined(separator: ", ")])
        cells.add(["state", sample.state.rawValue])
        for (name, value) in sample.columns.sorted(by: { $0.key < $1.key }) { cells.add([name, value.display]) }
        cells.add([
            "picture", "\(sample.width) x \(sample.height) \(sample.format), \(Words.count(sample.bytes)) bytes",
        ])
        cells.add(["sha256", sample.digest])
        cells.add(["file", output.image])
        if let model = output.model {
            let names = output.neighbors.map { "\($0.id) (\(CellText.distance($0.distance)))" }.joined(separator: ", ")
            cells.add(["alike by \(model)", names])
        }
        var history = Table(["change", "when", "by", "field", "before", "after"], numbers: [0])
        for cell in output.history {
            history.add([
                String(cell.change), cell.at, cell.author, cell.field, cell.before ?? "", cell.after ?? "",
            ])
        }
        return cells.text + "\n\n" + history.text
    }
}
