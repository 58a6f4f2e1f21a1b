import Audit
import Matrices
import Neighbors

/// Points with a class and a style, and a split that may lack a style.
struct PlantedPoints {
    let matrix: Matrix
    let labels: [Int]
    let styles: [Int]
    let isVal: [Bool]
    let neighbors: NeighborLists

    /// - Parameter valShare: of a class and a style.
    init(
        count: Int = 600, seed: UInt64, k: Int = 20, valShare: (_ label: Int, _ style: Int) -> Double = { _, _ in 0.3 }
    ) throws {
        var random = SeededRandom(seed: seed)
        var labels: [Int] = []
        var styles: [Int] = []
        var isVal: [Bool] = []
        var matrix = Matrix(rows: count, columns: 8)
        for row in 0..<count {
            let label = Int.random(in: 0..<3, using: &random)
            let style = Int.random(in: 0..<4, using: &random)
            labels.append(label)
            styles.append(style)
            isVal.append(random.unit() < valShare(label, style))
            for column in 0..<8 { matrix[row, column] = Float(random.normal()) }
            matrix[row, label] += 6
            matrix[row, 4 + style] += 5
        }
        self.matrix = matrix
        self.labels = labels
        self.styles = styles
        self.isVal = isVal
        let graph = try NeighborSearch.graph(of: matrix, k: k, threads: 2)
        let rows = Array(0..<count)
        neighbors = NeighborLists(graph, unitOf: rows, rows: rows, k: k)
    }

    func balance(
        isVal: [Bool]? = nil, withinClass: Bool = true, reshuffles: Int = 199, threads: Int = 2
    ) throws -> SplitBalance {
        try SplitBalance(
            neighbors: neighbors, isVal: isVal ?? self.isVal, stratum: withinClass ? labels : labels.map { _ in 0 },
            options: .init(reshuffles: reshuffles), threads: threads)
    }
}
