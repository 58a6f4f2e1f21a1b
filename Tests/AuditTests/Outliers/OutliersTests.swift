import Audit
import Matrices
import Neighbors
import Testing

@Suite struct OutliersTests {
    @Test func whatLiesAloneComesFirst() throws {
        var points = PlantedLabels(count: 150)
        var matrix = points.matrix
        for column in 0..<6 { matrix[9, column] = column % 2 == 0 ? 12 : -12 }
        points = PlantedLabels(count: 150)
        let graph = try NeighborSearch.graph(of: matrix, k: 12, threads: 2)
        let found = Outliers(graph, groups: Array(0..<150))
        #expect(found.overall.first?.row == 9)
        #expect(found.strangeness[9] > 0.99)
        #expect(found.overall.count < 10)
        for outlier in found.overall { #expect(outlier.distance > outlier.threshold) }
    }

    @Test func aSampleAmongAnotherClassIsAloneInItsOwn() throws {
        let points = PlantedLabels(count: 150)
        var classes = points.labels
        classes[30] = 1
        let graph = try NeighborSearch.graph(of: points.matrix, k: 12, threads: 2)
        let typicality = try Typicality(points.matrix, classes: classes, threads: 2)
        let found = Outliers(
            graph, groups: Array(0..<150), withinClass: typicality.distances, classes: classes)
        #expect(found.withinClass.first?.row == 30)
        #expect(!found.overall.contains { $0.row == 30 })
    }

    @Test func aTwinIsNoCompany() throws {
        // Rows 0 and 1 are one picture, far from all others.
        let matrix = Matrix(rows: 30, columns: 1, values: [90, 90] + (0..<28).map { Float($0) * 0.1 })
        let graph = try NeighborSearch.graph(of: matrix, k: 12, threads: 2)
        let found = Outliers(graph, groups: [0, 0] + Array(1...28))
        #expect(Set(found.overall.map(\.row)).isSuperset(of: [0, 1]))
    }

    @Test func aPropertyThatTellsTheLabelIsFoundAndOneThatDoesNotIsNot() throws {
        var random = SeededRandom(seed: 8)
        let classes = (0..<300).map { $0 % 3 }
        let telling = classes.map { Optional(Double($0) + random.normal() * 0.3) }
        let silent = classes.map { _ in Optional(random.normal()) }
        let constant = classes.map { _ in Optional(1.0) }
        let cues = try SpuriousCues.find(
            [("silent", silent), ("telling", telling), ("constant", constant)], classes: classes,
            groups: Array(0..<300), threads: 2)
        #expect(cues.first?.property == "telling")
        #expect((cues.first?.score ?? 0) > 0.6)
        #expect((cues.first?.adjustedP ?? 1) < 0.05)
        for cue in cues.dropFirst() { #expect(cue.score < 0.25 && cue.p > 0.01) }
        let again = try SpuriousCues.find(
            [("silent", silent), ("telling", telling), ("constant", constant)], classes: classes,
            groups: Array(0..<300), threads: 1)
        #expect(again == cues)
    }

    @Test func aGroupThatTheModelFailsOnIsFoundAndEvenErrorsAreNot() throws {
        let points = PlantedLabels(count: 600)
        var random = SeededRandom(seed: 1)
        // Fails on half of one class, hardly on the others.
        let hard = points.labels.map { random.unit() < ($0 == 2 ? 0.5 : 0.03) }
        let regions = try HardRegions.find(points.matrix, isError: hard, threads: 2)
        let first = try #require(regions.first)
        #expect(first.members.count { points.labels[$0] == 2 } * 10 > first.members.count * 8)
        #expect(first.rate > 0.3 && first.p < 0.05 && !first.typical.isEmpty)
        let even = points.labels.map { _ in random.unit() < 0.15 }
        #expect(try HardRegions.find(points.matrix, isError: even, threads: 2).isEmpty)
        #expect(try HardRegions.find(points.matrix, isError: points.labels.map { _ in false }, threads: 2).isEmpty)
    }

    @Test func oneListHoldsLabelsPicturesAndConflicts() {
        // A right label, a wrong one, a blank picture, and two copies of which the second is wrong.
        let probabilities = Matrix(
            rows: 5, columns: 2, values: [0.9, 0.1, 0.05, 0.95, 0.8, 0.2, 0.6, 0.4, 0.6, 0.4])
        let blank = PictureFinding(row: 2, flaw: .blank, value: 0, threshold: 0.1, usual: 0.9, score: 1)
        let found = Suspicion(
            probabilities, labels: [0, 0, 0, 0, 1], findings: [blank], groups: [0, 1, 2, 3, 3])
        #expect(found.order.first == 2)
        #expect(found.order.last == 0)
        #expect(found.chances[4] > found.chances[3])
        // The copies' labels are 0.6 and 0.4 probable, and at most one is right.
        #expect(found.label[3] >= 0.4 - 1e-6)
        #expect(found.label[4] >= 0.6 - 1e-6)
        #expect(found.chances[1] > 0.8)
        #expect(found.picture[2] > 0.9 && found.picture[0] == 0)
    }
}
