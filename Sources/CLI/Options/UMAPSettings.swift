public import ArgumentParser
import Neighbors
import Projection

/// UMAP's settings, by the names that its users know.
struct UMAPSettings: ParsableArguments {
    @Option(
        name: .customLong("neighbors"),
        help: ArgumentHelp(
            "How many neighbours make a neighbourhood, the row itself counted: more shows the large, fewer the small.",
            valueName: "n"))
    var neighborCount = 15

    @Option(help: ArgumentHelp("How near points may lie, in units of --spread.", valueName: "distance"))
    var minDist = 0.1

    @Option(help: ArgumentHelp("The scale of the layout.", valueName: "distance"))
    var spread = 1.0

    @Option(help: ArgumentHelp("Passes; else 500 for up to 10,000 rows and 200 for more.", valueName: "n"))
    var epochs: Int?

    @Option(help: "euclidean or cosine.")
    var metric = Metric.euclidean

    @Option(help: ArgumentHelp("The dimensions of the layout, 1 to 16.", valueName: "n"))
    var components = 2

    @Option(help: "Another seed gives another, equally good layout.")
    var seed: UInt64 = 42

    @Option(help: ArgumentHelp("Points that push for each edge that pulls.", valueName: "n"))
    var negativeSamples = 5

    @Option(
        help: ArgumentHelp(
            "The weight of pushes. Another value than 1 is another objective than UMAP's.", valueName: "weight"))
    var repulsion = 1.0

    @Option(help: ArgumentHelp("1: union of the two directions of an edge, 0: intersection.", valueName: "share"))
    var mix = 1.0

    @Option(help: ArgumentHelp("How many nearest neighbours are connected fully.", valueName: "n"))
    var localConnectivity = 1.0

    @Option(
        help: ArgumentHelp(
            "How much --labels count: at 1 no edge between different classes remains.", valueName: "weight"))
    var targetWeight = 0.5

    /// - Throws: `Misuse`.
    func options() throws -> UMAPOptions {
        let options = UMAPOptions(
            nNeighbors: neighborCount, minDist: minDist, spread: spread, nEpochs: epochs, metric: metric,
            negativeSampleRate: negativeSamples, repulsionStrength: repulsion, setOperationMix: mix,
            localConnectivity: localConnectivity, targetWeight: targetWeight, seed: seed, components: components)
        do {
            try options.validate()
        } catch {
            throw Misuse("\(error)")
        }
        return options
    }
}

extension Metric: ExpressibleByArgument {}
