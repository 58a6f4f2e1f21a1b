import Matrices
import Scoring
import Testing

@Suite("Statistics are those of SciPy, statsmodels and scikit-learn")
struct StatisticsTests {
    let golden: Golden

    init() throws {
        golden = try Golden.read()
    }

    @Test("The interval of a mean over seeds is Student's")
    func student() {
        for each in golden.student {
            let interval = ConfidenceInterval.student(each.values, level: each.level)
            #expect(abs(Spread(each.values).deviation - each.deviation) < 1e-12)
            #expect(abs(interval.low - each.low) < 1e-9 && abs(interval.high - each.high) < 1e-9, "\(each)")
        }
    }

    @Test("The interval of a share is Wilson's")
    func wilson() {
        for each in golden.wilson {
            let interval = ConfidenceInterval.wilson(correct: each.correct, total: each.total, level: each.level)
            #expect(abs(interval.low - each.low) < 1e-9 && abs(interval.high - each.high) < 1e-9, "\(each)")
        }
    }

    @Test("McNemar's test is exact")
    func mcnemar() {
        for each in golden.mcnemar {
            let test = McNemar(mended: each.mended, broken: each.broken)
            #expect(abs(test.pValue - each.pValue) < 1e-9, "\(each)")
        }
    }

    @Test("McNemar's test counts where the two differ")
    func pairs() {
        let test = McNemar(first: [true, true, false, false, false], second: [true, false, true, true, false])
        #expect(test.mended == 2 && test.broken == 1)
    }

    @Test("Precision, recall, F1, loss and margin are those of the reference")
    func classes() {
        let each = golden.classes
        let rows = Matrix(rows: each.given.count, columns: 4, values: each.probabilities)
        let verdicts = each.given.indices.map { Verdict(rows.row($0), given: each.given[$0]) }
        let confusion = ConfusionMatrix(classes: 4, given: each.given, predicted: verdicts.map(\.predicted))
        #expect(confusion.counts == each.confusion)
        for (index, score) in confusion.scores.enumerated() {
            #expect(abs((score.precision ?? -1) - each.precision[index]) < 1e-12)
            #expect(abs((score.recall ?? -1) - each.recall[index]) < 1e-12)
            #expect(abs((score.f1 ?? -1) - each.f1[index]) < 1e-12)
            #expect(score.given == each.support[index])
        }
        #expect(abs(Spread(verdicts.map(\.loss)).mean - each.logLoss) < 1e-6)
        for (verdict, margin) in zip(verdicts, each.margins) { #expect(abs(verdict.margin - margin) < 1e-4) }
    }

    @Test("The bootstrap of one seed each gives the interval of the reference, and the same for the same seed")
    func bootstrap() {
        let each = golden.bootstrap
        let (first, second) = (each.first.map { $0 == 1 }, each.second.map { $0 == 1 })
        let found = PairedBootstrap(first: [first], second: [second], rounds: 20_000, level: each.level)
        #expect(abs(found.difference - each.difference) < 1e-12)
        #expect(abs(found.interval.low - each.low) <= each.tolerance)
        #expect(abs(found.interval.high - each.high) <= each.tolerance)
        #expect(found == PairedBootstrap(first: [first], second: [second], rounds: 20_000, level: each.level))
    }

    @Test("Seeds that disagree widen the interval; equal models differ by nothing")
    func seeds() {
        let right = (0..<200).map { $0 % 4 != 0 }
        let same = PairedBootstrap(first: [right, right], second: [right], rounds: 500)
        #expect(same.difference == 0 && same.interval.low == 0 && same.interval.high == 0 && same.pValue == 1)
        let worse = right.map { _ in false }
        let torn = PairedBootstrap(first: [right], second: [right, worse], rounds: 500)
        #expect(torn.interval.low < -0.5 && torn.interval.high >= 0)
    }
}
