import Audit
import Matrices
import Neighbors

/// Train against val: as they are, and within classes.
struct SplitComparison {
    let compared: ComparedUnits
    let styleMatrix: Matrix
    /// Neighbours in the embedding as it is, and in the one without the directions of the classes.
    let asIs: NeighborLists
    let inStyle: NeighborLists
    let overall: SplitBalance
    let withinClass: SplitBalance

    init(
        _ images: AuditedImages, options: SplitBalance.Options, threads: Int,
        progress: (String, Double) throws -> Void
    ) throws {
        let compared = try ComparedUnits(images)
        self.compared = compared
        styleMatrix = images.styleMatrix
        let styleGraph = try NeighborSearch.graph(
            of: styleMatrix, k: images.graph.k, seed: options.seed, threads: threads
        ) { try progress("finding neighbours of the same style", $0) }
        asIs = compared.neighbors(images.graph, images, k: compared.k)
        inStyle = compared.neighbors(styleGraph, images, k: compared.k)
        overall = try SplitBalance(
            neighbors: asIs, isVal: compared.isVal, stratum: compared.isVal.map { _ in 0 }, options: options,
            threads: threads
        ) { try progress("comparing train and val", $0 / 2) }
        withinClass = try SplitBalance(
            neighbors: inStyle, isVal: compared.isVal, stratum: compared.labels, options: options, threads: threads
        ) { try progress("comparing train and val", 0.5 + $0 / 2) }
    }
}
