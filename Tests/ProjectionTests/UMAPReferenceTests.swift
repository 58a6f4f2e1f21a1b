import Foundation
import Matrices
import Neighbors
import Projection
import Testing

/// Step by step against umap-learn.
@Suite struct UMAPReferenceTests {
    let golden: Golden

    init() throws { golden = try Golden.load() }

    @Test func theCurveIsTheOneOfTheReference() {
        for expected in golden.curve {
            let fit = CurveFit(minDist: expected.minDist, spread: expected.spread)
            #expect(
                abs(fit.a - expected.a) < 1e-4 * max(1, expected.a),
                "minDist \(expected.minDist), spread \(expected.spread)")
            #expect(abs(fit.b - expected.b) < 1e-4, "minDist \(expected.minDist), spread \(expected.spread)")
        }
    }

    @Test func scalesAndMembershipsAreThoseOfTheReference() throws {
        let points = try Golden.matrix("small")
        for expected in golden.graphs {
            let options = UMAPOptions(
                nNeighbors: expected.nNeighbors, setOperationMix: expected.setOperationMix,
                localConnectivity: expected.localConnectivity)
            let near = try ExactNeighbors.search(points, k: expected.nNeighbors - 1, threads: 1)
            let scales = SmoothDistances(near, used: near.k, localConnectivity: expected.localConnectivity, threads: 1)
            let table = try Golden.matrix("graph-\(expected.name)-scales")
            for row in 0..<points.rows {
                #expect(abs(scales.rho[row] - table[row, 0]) < 1e-4, "\(expected.name): rho of row \(row)")
                #expect(abs(scales.sigma[row] - table[row, 1]) < 1e-4, "\(expected.name): sigma of row \(row)")
            }
            let graph = FuzzyGraph.build(near, options: options, threads: 1)
            let weights = try Golden.matrix("graph-\(expected.name)-weights")
            let worst = Self.difference(graph, weights)
            #expect(worst < 1e-4, "\(expected.name)")
        }
    }

    @Test func labelsDrawTheGraphTogetherAsInTheReference() throws {
        let points = try Golden.matrix("small")
        let labels = try Golden.matrix("labels").values.map { Int32($0) }
        let near = try ExactNeighbors.search(points, k: 14, threads: 1)
        let plain = FuzzyGraph.build(near, options: UMAPOptions(), threads: 1)
        for expected in golden.supervised {
            let graph = SupervisedGraph.build(plain, labels: labels, targetWeight: expected.targetWeight, threads: 2)
            let worst = Self.difference(graph, try Golden.matrix("supervised-\(expected.name)"))
            #expect(worst < 1e-4, "\(expected.name)")
        }
    }

    @Test func newRowsAreConnectedAndBeginAsInTheReference() throws {
        let expected = golden.placing
        let points = try Golden.matrix("small")
        let old = points.selecting(Array(0..<expected.old))
        let index = try NeighborIndex(old, method: .exact, threads: 1)
        let near = try index.neighbors(
            of: points.selecting(Array(expected.old..<points.rows)), k: expected.nNeighbors, threads: 2)
        let placed = PlacedPoints(near, localConnectivity: 1, threads: 2)
        #expect(Self.difference(placed.graph, try Golden.matrix("placing-weights")) < 1e-4)
        let layout = Matrix(rows: old.rows, columns: 2, values: (0..<old.rows).flatMap { old.row($0).prefix(2) })
        let start = try Golden.matrix("placing-start")
        let worst = zip(placed.start(in: layout).values, start.values).map { abs($0 - $1) }.max() ?? 1
        #expect(worst < 1e-3)
    }

    /// The largest difference between a graph's weights and a table of them.
    private static func difference(_ graph: SparseGraph, _ table: Matrix) -> Float {
        var dense = Matrix(rows: table.rows, columns: table.columns)
        for row in 0..<graph.count {
            for edge in graph.edges(of: row) { dense[row, Int(graph.columns[edge])] = graph.weights[edge] }
        }
        return zip(dense.values, table.values).map { abs($0 - $1) }.max() ?? 1
    }

    @Test func theSmoothestVectorsAreThoseOfTheLaplacian() throws {
        let expected = golden.spectrum
        let points = try Golden.matrix("small")
        let part = points.selecting(Array(expected.firstRow..<points.rows))
        let near = try ExactNeighbors.search(part, k: expected.nNeighbors - 1, threads: 1)
        let graph = FuzzyGraph.build(near, options: UMAPOptions(nNeighbors: expected.nNeighbors), threads: 1)
        let spectral = try SpectralVectors(graph, wanted: 3, threads: 1)
        for (value, reference) in zip(spectral.eigenvalues, expected.eigenvalues.dropFirst()) {
            #expect(abs(value - reference) < 1e-5)
        }
        for vector in spectral.vectors { #expect(abs(vector.reduce(0) { $0 + $1 * $1 } - 1) < 1e-9) }
    }

    @Test func trustworthinessIsThatOfScikitLearn() throws {
        let digits = try Golden.matrix("digits")
        let layout = try Golden.matrix("digits-pca")
        for (k, expected) in golden.digits.trustOfPCA {
            // Many digits are equally far apart, and the reference breaks such ties as its sort happens to.
            #expect(abs(trustworthiness(digits, layout, k: Int(k) ?? 0, threads: 2) - expected) < 2e-4, "k \(k)")
        }
    }

    /// The demand: at least umap-learn's mean over seeds, less 0.005.
    @Test func handwrittenDigitsAreLaidOutAsWellAsByTheReference() throws {
        let digits = try Golden.matrix("digits")
        let layout = try UMAP(UMAPOptions()).fit(digits, threads: 2)
        let trust = trustworthiness(digits, layout, k: 15, threads: 2)
        #expect(trust >= golden.digits.umapTrustMean - 0.005)
        #expect(try keptNeighbors(digits, layout, k: 15, threads: 2) > 0.5)
    }
}
