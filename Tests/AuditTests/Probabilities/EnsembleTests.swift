import Audit
import Foundation
import Matrices
import Neighbors
import Testing

@Suite struct EnsembleTests {
    @Test func theDefaultForetellsPlantedLabelsAndTellsItsSources() throws {
        let points = PlantedLabels(count: 150)
        var labels = points.labels
        for row in stride(from: 0, to: 150, by: 10) { labels[row] = (labels[row] + 1) % 3 }
        var options = OutOfSampleProbabilities.Options()
        options.threads = 2
        let found = try OutOfSampleProbabilities.ensemble(
            [points.matrix], labels: labels, classes: 3, folds: points.folds, groups: Array(0..<150),
            options: options)
        #expect(found.members.map(\.name) == ["logistic regression", "kernel regression", "nearest neighbours"])
        #expect(abs(found.members.reduce(0) { $0 + $1.share } - 1) < 1e-9)
        for row in stride(from: 0, to: 150, by: 10) {
            #expect(found.probabilities.largest(inRow: row) == points.labels[row])
        }
        options.threads = 1
        let again = try OutOfSampleProbabilities.ensemble(
            [points.matrix], labels: labels, classes: 3, folds: points.folds, groups: Array(0..<150),
            options: options)
        #expect(again.probabilities == found.probabilities)
    }

    @Test func aSourceThatKnowsMoreCountsMore() {
        let labels = (0..<200).map { $0 % 2 }
        var good = Matrix(rows: 200, columns: 2)
        var blind = Matrix(rows: 200, columns: 2)
        for (row, label) in labels.enumerated() {
            let isSure = row % 10 != 0
            good[row, label] = isSure ? 0.9 : 0.3
            good[row, 1 - label] = isSure ? 0.1 : 0.7
            blind[row, 0] = 0.5
            blind[row, 1] = 0.5
        }
        let found = ProbabilityEnsemble(
            [.init(name: "blind", probabilities: blind), .init(name: "good", probabilities: good)], labels: labels)
        #expect(found.members[1].share > 0.8)
        #expect(found.members[0].share > 0)
        #expect(found.logLoss < found.members[0].logLoss)
    }

    @Test func calibrationTakesTooMuchSurenessAway() {
        // Right in 8 of 10, but as sure as 99 of 100.
        let labels = (0..<100).map { _ in 0 }
        var sure = Matrix(rows: 100, columns: 2)
        for row in 0..<100 {
            sure[row, row % 5 == 0 ? 1 : 0] = 0.99
            sure[row, row % 5 == 0 ? 0 : 1] = 0.01
        }
        let calibration = Calibration(of: sure, labels: labels)
        #expect(abs(calibration.power - log(4) / log(99)) < 0.01)
        let calibrated = calibration.applied(to: sure)
        #expect(abs(calibrated[1, 0] - 0.8) < 0.01)
    }

    @Test func copiesAreNoWitnessesForOneAnother() {
        // Rows 0 and 1 are the same picture with the same wrong label; 2 to 5 lie near with the right one.
        let matrix = Matrix(rows: 6, columns: 1, values: [0, 0, 0.1, 0.2, -0.1, -0.2])
        let graph = NeighborGraph(
            count: 6, k: 5,
            indices: [1, 2, 4, 3, 5, 0, 2, 4, 3, 5, 3, 0, 1, 4, 5, 2, 0, 1, 4, 5, 5, 0, 1, 2, 3, 4, 0, 1, 2, 3],
            distances: (0..<6).flatMap { _ in [Float(0), 0.1, 0.1, 0.2, 0.2] })
        let labels = [1, 1, 0, 0, 0, 0]
        let found = NeighborProbabilities.of(
            graph, labels: labels, classes: 2, groups: [0, 0, 1, 2, 3, 4], k: 4)
        #expect(matrix.rows == found.rows)
        #expect(found[0, 0] > 0.8)
        #expect(found[1, 0] > 0.8)
    }

    @Test func kernelFeaturesOfAllRowsMultiplyToTheKernel() {
        let points = PlantedLabels(count: 40)
        let features = KernelFeatures.of(points.matrix, landmarks: 40, threads: 2)
        for row in 0..<40 {
            let square = features.row(row).reduce(0) { $0 + $1 * $1 }
            #expect(square > 0.99 && square < 1.001)
        }
        func product(_ a: Int, _ b: Int) -> Float {
            zip(features.row(a), features.row(b)).reduce(0) { $0 + $1.0 * $1.1 }
        }
        // Rows of one cloud are nearer than rows of two.
        #expect(product(0, 3) > product(0, 1))
    }
}
