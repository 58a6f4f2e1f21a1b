import Matrices
import Neighbors
import Projection
import Testing

@Suite struct SimilarityOrderTests {
    private func random(_ rows: Int, _ columns: Int, seed: UInt64 = 1) -> Matrix {
        var random = SeededRandom(seed: seed)
        return Matrix(rows: rows, columns: columns, values: (0..<rows * columns).map { _ in Float(random.normal()) })
    }

    private func order(_ matrix: Matrix, k: Int = 15, metric: Metric = .euclidean, threads: Int = 2) throws -> [Int32] {
        let near = try ExactNeighbors.search(matrix, k: k, metric: metric, threads: threads)
        return try SimilarityOrder.order(of: matrix, neighbors: near, threads: threads)
    }

    @Test func everyRowIsThereOnce() throws {
        for count in 0..<40 {
            for k in [1, 3, 15] {
                for matrix in [random(count, 3, seed: UInt64(count)), Matrix(rows: count, columns: 2)] {
                    #expect(try order(matrix, k: k).sorted() == Array(0..<Int32(count)), "count \(count), k \(k)")
                }
            }
        }
        for metric in Metric.allCases {
            #expect(try order(random(1_500, 60), metric: metric).sorted() == Array(0..<1_500))
        }
    }

    @Test func pointsOnALineComeInTheirOrder() throws {
        var shuffled = Array(0..<200)
        var random = SeededRandom(seed: 3)
        shuffled.shuffle(using: &random)
        let matrix = Matrix(rows: 200, columns: 1, values: shuffled.map { Float($0) })
        let places = try order(matrix).map { shuffled[Int($0)] }
        #expect(places == Array(0..<200) || places == Array((0..<200).reversed()))
    }

    @Test func equalRowsAreSideBySide() throws {
        var matrix = random(300, 8, seed: 4)
        for row in stride(from: 0, to: 300, by: 10) { for column in 0..<8 { matrix[row, column] = 0.1 } }
        let places = try order(matrix).enumerated().filter { $0.element % 10 == 0 }.map(\.offset)
        #expect(places.count == 30 && (places.max() ?? 0) - (places.min() ?? 0) == 29)
    }

    @Test func theNumberOfThreadsDoesNotChangeIt() throws {
        let matrix = random(900, 70, seed: 5)
        let one = try order(matrix, threads: 1)
        for threads in [2, 3] { #expect(try order(matrix, threads: threads) == one) }
    }

    @Test func lookAlikesAreNextToEachOther() throws {
        let digits = try Golden.matrix("digits")
        let near = try ExactNeighbors.search(digits, k: 15, threads: 2)
        let order = try SimilarityOrder.order(of: digits, neighbors: near, threads: 2)
        let quality = OrderQuality(order, of: digits, neighbors: near)
        #expect(quality.adjacent < 1.15 * quality.nearest)
        #expect(quality.adjacent < 0.4 * quality.random)
        #expect(quality.neighborShare > 0.95)
    }

    @Test func whatDoesNotFitIsRefused() throws {
        var matrix = random(30, 3)
        let near = try ExactNeighbors.search(matrix, k: 5, threads: 1)
        #expect(throws: ProjectionError.otherNeighbors(rows: 20, neighbors: 30)) {
            try SimilarityOrder.order(of: random(20, 3), neighbors: near, threads: 1)
        }
        matrix[3, 0] = .nan
        #expect(throws: ProjectionError.notFinite(row: 3)) {
            try SimilarityOrder.order(of: matrix, neighbors: near, threads: 1)
        }
    }

    @Test func theCallerCanStopIt() throws {
        struct Stop: Error {}
        let matrix = random(3_000, 3)
        let near = try ExactNeighbors.search(matrix, k: 10, threads: 1)
        #expect(throws: Stop.self) {
            try SimilarityOrder.order(of: matrix, neighbors: near, threads: 1) { if $0 > 0.15 { throw Stop() } }
        }
    }
}
