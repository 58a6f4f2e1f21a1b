import Foundation
import Matrices
import Neighbors
import Projection
import Testing

@Suite struct UMAPTests {
    private func blobs(_ sizes: [Int], columns: Int = 5, apart: Float = 0, seed: UInt64 = 1) -> Matrix {
        var random = SeededRandom(seed: seed)
        var values: [Float] = []
        for (blob, size) in sizes.enumerated() {
            for _ in 0..<size { for _ in 0..<columns { values.append(Float(random.normal()) + apart * Float(blob)) } }
        }
        return Matrix(rows: sizes.reduce(0, +), columns: columns, values: values)
    }

    @Test(arguments: [[40], [700], [300, 500, 20], [5_000]]) func theNumberOfThreadsDoesNotChangeAByte(_ sizes: [Int])
        throws
    {
        let matrix = blobs(sizes, apart: 40)
        let umap = UMAP(UMAPOptions(nEpochs: 50))
        let one = try umap.fit(matrix, threads: 1)
        #expect(one.firstRowNotFinite() == nil)
        for threads in [2, 3, 4] { #expect(try umap.fit(matrix, threads: threads) == one) }
    }

    @Test func theSeedDecides() throws {
        let matrix = blobs([120])
        let first = try UMAP(UMAPOptions(nEpochs: 20, seed: 1)).fit(matrix, threads: 1)
        #expect(try UMAP(UMAPOptions(nEpochs: 20, seed: 1)).fit(matrix, threads: 1) == first)
        #expect(try UMAP(UMAPOptions(nEpochs: 20, seed: 2)).fit(matrix, threads: 1) != first)
    }

    @Test func neighboursThatAreKnownGiveTheSameLayout() throws {
        let matrix = blobs([200])
        let near = try ExactNeighbors.search(matrix, k: 30, threads: 2)
        let umap = UMAP(UMAPOptions(nEpochs: 20))
        #expect(try umap.fit(matrix, neighbors: near, threads: 1) == umap.fit(matrix, threads: 1))
        #expect(throws: ProjectionError.otherNeighbors(rows: 10, neighbors: 200)) {
            try umap.fit(blobs([10]), neighbors: near, threads: 1)
        }
        let cosine = UMAP(UMAPOptions(metric: .cosine))
        #expect(throws: ProjectionError.otherMetric(wanted: .cosine, found: .euclidean)) {
            try cosine.fit(matrix, neighbors: near, threads: 1)
        }
    }

    @Test func everySmallNumberOfRowsHasALayout() throws {
        for count in 0..<24 {
            for components in [1, 2, 3, 5] {
                let layout = try UMAP(UMAPOptions(nEpochs: 30, components: components)).fit(blobs([count]), threads: 2)
                #expect(layout.rows == count && layout.columns == components)
                #expect(layout.firstRowNotFinite() == nil, "count \(count), components \(components)")
            }
        }
    }

    @Test func groupsFarApartStayApart() throws {
        // Each group has more members than neighbours are asked for, so no edge connects two groups.
        let sizes = [60, 60, 60]
        let layout = try UMAP(UMAPOptions()).fit(blobs(sizes, apart: 1_000), threads: 2)
        func center(_ rows: Range<Int>) -> [Float] { layout.selecting(Array(rows)).columnMeans() }
        for group in 0..<3 {
            let own = center(group * 60..<group * 60 + 60)
            for row in 0..<180 {
                let distance = hypot(layout[row, 0] - own[0], layout[row, 1] - own[1])
                for other in 0..<3 where other != group && row / 60 == group {
                    let away = center(other * 60..<other * 60 + 60)
                    #expect(distance < hypot(layout[row, 0] - away[0], layout[row, 1] - away[1]))
                }
            }
        }
    }

    @Test func manyGroupsAndGroupsOfTwoHaveALayout() throws {
        let many = try UMAP(UMAPOptions(nNeighbors: 3, nEpochs: 50)).fit(
            blobs([Int](repeating: 4, count: 40), apart: 1_000), threads: 2)
        #expect(many.firstRowNotFinite() == nil)
        let pairs = try UMAP(UMAPOptions(nNeighbors: 2, nEpochs: 50)).fit(
            blobs([Int](repeating: 2, count: 30), apart: 1_000), threads: 2)
        #expect(pairs.firstRowNotFinite() == nil)
    }

    @Test func equalRowsAndAConstantMatrixHaveALayout() throws {
        var matrix = blobs([150])
        for row in 50..<120 { for column in 0..<5 { matrix[row, column] = 3 } }
        #expect(try UMAP(UMAPOptions(nEpochs: 50)).fit(matrix, threads: 2).firstRowNotFinite() == nil)
        let constant = try UMAP(UMAPOptions(nEpochs: 50)).fit(Matrix(rows: 60, columns: 4), threads: 2)
        #expect(constant.firstRowNotFinite() == nil)
        #expect(
            try UMAP(UMAPOptions(nEpochs: 5)).fit(Matrix(rows: 40, columns: 0), threads: 1).firstRowNotFinite() == nil)
    }

    @Test func hugeAndTinyNumbersHaveALayout() throws {
        var matrix = blobs([80])
        for scale in [Float(1e-15), 1e15] {
            var scaled = matrix
            for index in matrix.values.indices { scaled.values[index] *= scale }
            #expect(try UMAP(UMAPOptions(nEpochs: 20)).fit(scaled, threads: 1).firstRowNotFinite() == nil)
        }
        matrix[7, 2] = .nan
        #expect(throws: ProjectionError.notFinite(row: 7)) { try UMAP().fit(matrix, threads: 1) }
        #expect("\(ProjectionError.notFinite(row: 7))".contains("Compute the embedding of that image again"))
    }

    @Test func optionsThatMakeNoSenseAreRefusedInWords() {
        let bad = [
            UMAPOptions(nNeighbors: 1), UMAPOptions(minDist: 2), UMAPOptions(minDist: -1), UMAPOptions(spread: 0),
            UMAPOptions(nEpochs: -1), UMAPOptions(negativeSampleRate: 51), UMAPOptions(repulsionStrength: .nan),
            UMAPOptions(learningRate: 0), UMAPOptions(setOperationMix: 1.5), UMAPOptions(localConnectivity: -1),
            UMAPOptions(components: 0), UMAPOptions(components: 17),
        ]
        for options in bad { #expect(throws: ProjectionError.self) { try UMAP(options).fit(blobs([30]), threads: 1) } }
    }

    @Test func moreEpochsForFewerRows() {
        #expect(UMAPOptions().epochs(for: 10_000) == 500)
        #expect(UMAPOptions().epochs(for: 10_001) == 200)
        #expect(UMAPOptions(nEpochs: 7).epochs(for: 10) == 7)
    }

    @Test func progressGoesForwardAndStops() throws {
        struct Stop: Error {}
        var shares: [Double] = []
        let matrix = blobs([300])
        _ = try UMAP(UMAPOptions(nEpochs: 100)).fit(matrix, threads: 2) { shares.append($0) }
        #expect(shares == shares.sorted() && shares.last == 1 && shares.allSatisfy { (0...1).contains($0) })
        for limit in [0.0, 0.3, 0.4, 0.9] {
            #expect(throws: Stop.self) { try UMAP().fit(matrix, threads: 1) { if $0 > limit { throw Stop() } } }
        }
    }

    @Test(arguments: [2, 3]) func newRowsArePlacedAmongTheirLikeAndNothingElseMoves(_ components: Int) throws {
        let matrix = blobs([200, 200, 200], apart: 30)
        let umap = UMAP(UMAPOptions(nEpochs: 100, components: components))
        let layout = try umap.fit(matrix, threads: 2)
        // Other draws of the same three heaps.
        let new = blobs([40, 40, 40], apart: 30, seed: 2)
        let index = try NeighborIndex(matrix, threads: 2)
        let placed = try umap.transform(new, among: index, in: layout, threads: 1)
        #expect(placed.rows == 120 && placed.columns == components && placed.firstRowNotFinite() == nil)
        for threads in [2, 3, 4] {
            #expect(try umap.transform(new, among: index, in: layout, threads: threads) == placed)
        }
        let centers = (0..<3).map { layout.selecting(Array($0 * 200..<$0 * 200 + 200)).columnMeans() }
        for row in 0..<120 {
            let distances = centers.map { center in
                zip(placed.row(row), center).reduce(Float(0)) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
            }
            #expect(distances.min() == distances[row / 40], "row \(row)")
        }
        #expect(try umap.transform(Matrix(rows: 0, columns: 5), among: index, in: layout, threads: 1).rows == 0)
        #expect(throws: ProjectionError.otherLayout(rows: 600, layout: 10)) {
            try umap.transform(new, among: index, in: Matrix(rows: 10, columns: components), threads: 1)
        }
    }

    @Test func aRowThatIsThereIsPlacedWhereItIs() throws {
        let matrix = blobs([300])
        let umap = UMAP(UMAPOptions(nEpochs: 0))
        let layout = try UMAP().fit(matrix, threads: 2)
        let index = try NeighborIndex(matrix, method: .exact, threads: 2)
        let placed = try umap.transform(matrix.selecting([7, 200]), among: index, in: layout, threads: 2)
        for (row, old) in [7, 200].enumerated() {
            for axis in 0..<2 { #expect(abs(placed[row, axis] - layout[old, axis]) < 1e-5) }
        }
    }

    @Test func labelsDrawClassesTogether() throws {
        // One heap whose rows are of two classes at random: only the labels can tell them apart.
        let matrix = blobs([300])
        let labels = (0..<300).map { Int32($0 % 2) }
        func mixing(_ layout: Matrix) throws -> Double {
            let near = try ExactNeighbors.search(layout, k: 10, threads: 2)
            let other = zip(near.indices.indices, near.indices).filter { labels[$0 / 10] != labels[Int($1)] }.count
            return Double(other) / Double(near.indices.count)
        }
        let plain = try UMAP().fit(matrix, threads: 2)
        let drawn = try UMAP(UMAPOptions(targetWeight: 0.9)).fit(matrix, labels: labels, threads: 2)
        #expect(try mixing(plain) > 0.4)
        #expect(try mixing(drawn) < 0.1)
        #expect(throws: ProjectionError.otherLabels(rows: 300, labels: 3)) {
            try UMAP().fit(matrix, labels: [1, 2, 3], threads: 1)
        }
    }

    @Test func theLayoutCanBeWatchedAndKeptWhenItIsCancelled() throws {
        struct Stop: Error {}
        let matrix = blobs([400])
        var shares: [Double] = []
        var last: SettlingLayout?
        var isStopped = false
        do {
            _ = try UMAP(UMAPOptions(nEpochs: 3_000)).fit(
                matrix, threads: 2, progress: { if $0 > 0.8 { throw Stop() } },
                settling: {
                    shares.append($0.share)
                    last = $0
                })
        } catch is Stop {
            isStopped = true
        }
        #expect(isStopped)
        #expect(shares.first == 0 && shares.count > 2, "\(shares)")
        #expect(shares == shares.sorted())
        let layout = try #require(last).matrix()
        #expect(layout.rows == 400 && layout.columns == 2 && layout.firstRowNotFinite() == nil)
    }
}
