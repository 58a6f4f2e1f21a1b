import Audit
import Matrices
import Testing

@Suite struct LogisticTests {
    @Test func findsTheWeightsAndProbabilitiesThatScikitLearnFinds() throws {
        for golden in try SciencesGolden.load().regressions {
            let found = try CrossValidatedLogistic(
                golden.matrix, labels: golden.labels, classes: golden.classes, folds: golden.folds,
                weights: golden.weights,
                options: LogisticOptions(strengths: [golden.strength], tolerance: 1e-9, threads: 2))
            #expect(abs(found.logLoss - golden.logLoss) < 1e-4)
            #expect(abs(found.accuracy - golden.accuracy) < 1e-9)
            for (ours, theirs) in zip(found.probabilities.values, golden.probabilities) {
                #expect(abs(ours - theirs) < 1e-3)
            }
            for (model, theirs) in zip(found.models, golden.models) {
                for (ours, theirs) in zip(model.weights.values, theirs.weights) {
                    #expect(abs(ours - theirs) < 5e-3 * max(1, abs(theirs)))
                }
                let own = model.probabilities(of: golden.matrix)
                for row in golden.labels.indices { #expect(abs(own.row(row).reduce(0, +) - 1) < 1e-5) }
            }
        }
    }

    @Test func theNumberOfThreadsChangesNothing() throws {
        let golden = try #require(try SciencesGolden.load().regressions.first)
        let found = try [1, 2, 5].map { threads in
            try CrossValidatedLogistic(
                golden.matrix, labels: golden.labels, classes: golden.classes, folds: golden.folds,
                options: LogisticOptions(strengths: [0.1, 1, 10], threads: threads))
        }
        for other in found.dropFirst() {
            #expect(other.probabilities == found[0].probabilities)
            #expect(other.models == found[0].models)
            #expect(other.strength == found[0].strength)
        }
    }

    @Test func takesTheStrengthThatForetellsBest() throws {
        let golden = try #require(try SciencesGolden.load().regressions.first)
        func loss(_ strengths: [Double]) throws -> Double {
            try CrossValidatedLogistic(
                golden.matrix, labels: golden.labels, classes: golden.classes, folds: golden.folds,
                options: LogisticOptions(strengths: strengths, threads: 2)
            ).logLoss
        }
        let each = try [0.001, 0.1, 10].map { try loss([$0]) }
        #expect(abs(try loss([0.001, 0.1, 10]) - (each.min() ?? 0)) < 1e-6)
    }

    @Test func aSampleWithoutALabelTeachesNothingAndIsAnsweredFor() throws {
        let points = PlantedLabels(count: 90)
        var labels = points.labels.map { Optional($0) }
        for row in stride(from: 0, to: 90, by: 7) { labels[row] = nil }
        let with = try CrossValidatedLogistic(
            points.matrix, labels: labels, classes: 3, folds: points.folds, options: LogisticOptions(threads: 2))
        for row in stride(from: 0, to: 90, by: 7) {
            #expect(with.probabilities.largest(inRow: row) == points.labels[row])
        }
    }

    @Test func aWrongLabelIsForetoldRightByTheOthers() throws {
        let points = PlantedLabels(count: 150)
        var labels = points.labels
        let wrong = [3, 40, 77, 110]
        for row in wrong { labels[row] = (labels[row] + 1) % 3 }
        let found = try CrossValidatedLogistic(
            points.matrix, labels: labels, classes: 3, folds: points.folds, options: LogisticOptions(threads: 2))
        for row in wrong { #expect(found.probabilities.largest(inRow: row) == points.labels[row]) }
    }

    @Test func whatCannotBeFittedIsRefusedWithItsRow() {
        let matrix = Matrix(rows: 3, columns: 1, values: [0, 1, .nan])
        #expect(throws: ProbabilitiesError.notFinite(row: 2)) {
            try CrossValidatedLogistic(matrix, labels: [0, 1, 0], classes: 2, folds: [0, 1, 0])
        }
        let finite = Matrix(rows: 3, columns: 1, values: [0, 1, 2])
        #expect(throws: ProbabilitiesError.labelOutOfRange(row: 1, label: 2, classes: 2)) {
            try CrossValidatedLogistic(finite, labels: [0, 2, 0], classes: 2, folds: [0, 1, 0])
        }
        #expect(throws: ProbabilitiesError.tooFewFolds) {
            try CrossValidatedLogistic(finite, labels: [0, 1, 0], classes: 2, folds: [0, 0, 0])
        }
        #expect(throws: ProbabilitiesError.otherLength(what: "labels", count: 2, rows: 3)) {
            try CrossValidatedLogistic(finite, labels: [0, 1], classes: 2, folds: [0, 1, 0])
        }
    }

    @Test func cancellingStopsTheFit() {
        struct Stop: Error {}
        let points = PlantedLabels(count: 60)
        #expect(throws: Stop.self) {
            try CrossValidatedLogistic(points.matrix, labels: points.labels, classes: 3, folds: points.folds) { _ in
                throw Stop()
            }
        }
    }
}

/// Three clouds of points, far enough apart to be told.
struct PlantedLabels {
    let matrix: Matrix
    let labels: [Int]
    let folds: [Int]

    init(count: Int, seed: UInt64 = 5) {
        var random = SeededRandom(seed: seed)
        labels = (0..<count).map { $0 % 3 }
        var values: [Float] = []
        for label in labels {
            for column in 0..<6 { values.append(Float(random.normal() * 0.6 + (column % 3 == label ? 2.5 : 0))) }
        }
        matrix = Matrix(rows: count, columns: 6, values: values)
        folds = (0..<count).map { $0 / 3 % 5 }
    }
}
