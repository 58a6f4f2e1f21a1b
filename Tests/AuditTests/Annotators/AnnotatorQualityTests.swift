import Audit
import Matrices
import Testing

@Suite struct AnnotatorQualityTests {
    @Test func isWhatCleanlabComputes() throws {
        for golden in try SciencesGolden.load().crowds {
            let model = Matrix(
                rows: golden.labels.count, columns: golden.classes, values: golden.probabilities)
            let found = AnnotatorQuality(labels: golden.labels, probabilities: model)
            #expect(found.consensus == golden.consensus)
            for (ours, theirs) in zip(found.quality, golden.quality) { #expect(abs(ours - theirs) < 1e-6) }
            for (ours, theirs) in zip(found.agreement, golden.agreement) { #expect(abs(ours - theirs) < 1e-9) }
            for (ours, theirs) in zip(found.labelQuality.joined(), golden.detailed.joined()) {
                #expect((ours == nil) == (theirs == nil))
                if let ours, let theirs { #expect(abs(ours - theirs) < 1e-6) }
            }
            #expect(abs(found.modelWeight - golden.modelWeight) < 1e-6)
            for (ours, theirs) in zip(found.people, golden.people) {
                #expect(abs(ours.quality - theirs.quality) < 1e-6)
                #expect(abs(ours.agreement - theirs.agreement) < 1e-9)
                #expect(ours.worstClass == theirs.worst)
                #expect(ours.labels == theirs.labels)
            }
            for (ours, theirs) in zip(found.people.map(\.weight), golden.weights) {
                #expect(abs(ours - theirs) < 1e-6)
            }
        }
    }

    @Test func onePersonWhoGuessesIsTrustedLess() {
        var random = SeededRandom(seed: 3)
        let true_ = (0..<120).map { $0 % 3 }
        let labels = true_.map { label -> [Int?] in
            [label, random.unit() < 0.9 ? label : (label + 1) % 3, Int(random.unit() * 3)]
        }
        let even = Matrix(rows: 120, columns: 3, values: [Float](repeating: 1 / 3, count: 360))
        let found = AnnotatorQuality(labels: labels, probabilities: even)
        #expect(found.people[2].quality < found.people[0].quality)
        #expect(found.people[2].quality < found.people[1].quality)
        #expect(found.people[2].weight < found.people[1].weight)
        #expect(zip(found.consensus, true_).count { $0 == $1 } > 110)
    }

    @Test func aSampleThatNobodyLabelledHasNoConsensus() {
        let model = Matrix(rows: 2, columns: 2, values: [0.9, 0.1, 0.2, 0.8])
        let found = AnnotatorQuality(labels: [[0, 0], [nil, nil]], probabilities: model)
        #expect(found.consensus == [0, -1])
        #expect(found.agreement == [1, 0])
    }
}
