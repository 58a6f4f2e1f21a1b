import Audit
import Matrices
import Neighbors
import Testing

@Suite("The audits against scipy, scikit-learn and numpy")
struct ReferenceTests {
    private let golden: Golden

    init() throws { golden = try Golden.load() }

    private func isClose(_ a: [Double], _ b: [Double], within tolerance: Double) -> Bool {
        a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) <= tolerance }
    }

    @Test("Hypergeometric probabilities and their two-sided p are scipy's")
    func hypergeometric() {
        for law in golden.hypergeometric {
            let counts = Hypergeometric(upTo: law.population)
                .counts(population: law.population, marked: law.marked, drawn: law.drawn)
            #expect(isClose(counts.probabilities, law.probabilities, within: 1e-10))
            #expect(isClose(counts.twoSided(), law.twoSided, within: 1e-9))
        }
        let law = Hypergeometric(upTo: 100)
        let sum = law.counts(population: 100, marked: 30, drawn: 12)
            .adding(law.counts(population: 40, marked: 4, drawn: 8))
        #expect(isClose(sum.probabilities, golden.twoStrata, within: 1e-10))
    }

    @Test("Adjusted p-values are scipy's")
    func benjaminiHochberg() {
        #expect(isClose(BenjaminiHochberg.adjust(golden.adjusted.p), golden.adjusted.adjusted, within: 1e-12))
    }

    @Test("The one number is the area under scikit-learn's ROC curve of the nearest neighbours")
    func area() throws {
        let case_ = golden.area
        let graph = try NeighborSearch.graph(of: Matrix(case_.rows), k: case_.k, threads: 2)
        let rows = Array(0..<graph.count)
        let balance = try SplitBalance(
            neighbors: NeighborLists(graph, unitOf: rows, rows: rows, k: case_.k), isVal: case_.isVal,
            stratum: rows.map { _ in 0 }, options: .init(reshuffles: 99), threads: 2)
        let found = try #require(balance.separation)
        #expect(abs(found.value - case_.area) < 1e-9)
        #expect(found.p == 0.01)
    }

    @Test("k-means finds the groups that scikit-learn finds")
    func groups() throws {
        let found = try KMeans(Matrix(golden.groups.rows), count: 4, seed: 1, threads: 2)
        #expect(abs(found.spread - golden.groups.inertia) < 1e-3 * golden.groups.inertia)
        let pairs = Set(zip(found.groups, golden.groups.labels).map { [$0, $1] })
        #expect(pairs.count == 4, "the same groups under other numbers")
    }

    @Test("Taking the classes out projects out the span of their means, as numpy's SVD does")
    func directions() {
        let case_ = golden.directions
        let found = ClassDirections.removed(from: Matrix(case_.rows), classes: case_.labels)
        for (row, wanted) in case_.removed.enumerated() {
            for (column, value) in wanted.enumerated() { #expect(abs(found[row, column] - value) < 1e-3) }
        }
    }

    @Test("Typicality is the mean distance to scikit-learn's neighbours within the class")
    func typicality() throws {
        let case_ = golden.typicality
        let found = try Typicality(Matrix(case_.rows), classes: case_.labels, k: case_.k, threads: 2)
        for (value, wanted) in zip(found.distances, case_.distances) {
            #expect(abs((value ?? .nan) - wanted) < 1e-4)
        }
        let most = try #require(
            case_.labels.indices.filter { case_.labels[$0] == 0 }.min { case_.distances[$0] < case_.distances[$1] })
        #expect(found.ranks[most] == 0, "the least distance is the most typical")
    }
}
