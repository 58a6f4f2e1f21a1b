import Scoring
import Testing

@Suite("How a sample fared over training")
struct TrainingDynamicsTests {
    @Test("The area under the margin is its mean, and a forgetting is a right that becomes a wrong")
    func dynamics() {
        let found = TrainingDynamics(margins: [-1, 2, -0.5, 3, 1, -2] as [Float])
        #expect(abs(found.areaUnderMargin - 2.5 / 6) < 1e-6)
        #expect(found.forgettingEvents == 2)
        #expect(found.firstLearned == 2)
    }

    @Test("What was never learned says so; a margin of 0 is not right")
    func never() {
        let found = TrainingDynamics(margins: [-1, 0, -3] as [Float])
        #expect(found.firstLearned == nil && found.forgettingEvents == 0)
    }

    @Test("A model that is sure and wrong has a finite loss; ties go to the first class")
    func verdict() {
        let wrong = Verdict([1, 0, 0] as [Float], given: 2)
        #expect(wrong.predicted == 0 && wrong.loss.isFinite && wrong.loss > 27 && wrong.margin < -27)
        #expect(Verdict([0.5, 0.5] as [Float], given: 1).predicted == 0)
        #expect(Verdict([0.5, 0.5] as [Float], given: 1).margin == 0)
    }
}
