import Audit
import Foundation
import Matrices
import Testing

@Suite("Label errors are those of cleanlab")
struct LabelErrorsReferenceTests {
    @Test("There are cases to compare with")
    func goldenFilesAreThere() {
        #expect(LabelErrorsGolden.all.count >= 18)
    }

    @Test("The same samples in the same order, by every method, score and option", arguments: LabelErrorsGolden.all)
    func issues(_ golden: LabelErrorsGolden.Case) throws {
        let probabilities = try golden.probabilities()
        for wanted in golden.issues {
            let found = try ConfidentLearning.findLabelErrors(
                labels: golden.labels, probabilities: probabilities,
                options: LabelErrorOptions(
                    method: wanted.options.method, score: wanted.options.score,
                    adjusted: wanted.options.adjusted ?? false, noiseShare: wanted.options.noiseShare ?? 1,
                    leastPerClass: wanted.options.leastPerClass ?? 1, threads: 2))
            #expect(found.suspects.map(\.row) == wanted.rows, "\(wanted.options)")
        }
    }

    @Test("The same scores within 1e-6, adjusted or not", arguments: LabelErrorsGolden.all)
    func scores(_ golden: LabelErrorsGolden.Case) throws {
        for (name, wanted) in golden.scores {
            let score = try #require(LabelQualityScore(rawValue: name.replacing("-adjusted", with: "")))
            let found = try ConfidentLearning.findLabelErrors(
                labels: golden.labels, probabilities: golden.probabilities(),
                options: LabelErrorOptions(score: score, adjusted: name.hasSuffix("-adjusted"))
            ).scores
            #expect(found.count == wanted.count)
            for (row, (one, other)) in zip(found, wanted).enumerated() {
                #expect(abs(one - other) <= 1e-6, "\(name), row \(row)")
            }
        }
    }

    @Test("The same thresholds, confident joint, noise and health", arguments: LabelErrorsGolden.all)
    func estimates(_ golden: LabelErrorsGolden.Case) throws {
        let found = try ConfidentLearning.findLabelErrors(
            labels: golden.labels, probabilities: golden.probabilities())
        #expect(found.thresholds == golden.thresholds)
        #expect(found.joint.counts == golden.counts)
        #expect(found.joint.calibrated == golden.calibrated)
        func near(_ one: [Double], _ other: [Double]) -> Bool {
            one.count == other.count && zip(one, other).allSatisfy { abs($0 - $1) < 1e-9 }
        }
        #expect(near(found.joint.joint, golden.joint))
        let noise = found.joint.noise
        #expect(near(noise.prior, golden.prior))
        #expect(near(noise.givenWhereTrue, golden.givenWhereTrue))
        #expect(near(noise.trueWhereGiven, golden.trueWhereGiven))
        #expect(found.health.classes.map(\.estimatedErrors) == golden.estimatedErrors)
        #expect(found.health.classes.map(\.estimatedMissing) == golden.estimatedMissing)
        if let score = golden.healthScore { #expect(abs(found.health.score - score) < 1e-12) }
    }
}
