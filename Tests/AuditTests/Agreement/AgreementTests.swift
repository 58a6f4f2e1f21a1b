import Audit
import Foundation
import Testing

/// What crowd-kit, krippendorff and scikit-learn say (`Benchmarks/reference/agreement_golden.py`).
private struct AgreementGolden: Decodable, CustomStringConvertible {
    struct Pair: Decodable {
        let first: Int, second: Int, shared: Int
        let kappa: Double?
        let perClass: [Double?]
    }

    let name: String
    let items: Int, people: Int, classes: Int
    let answers: [[Int]]
    let iterations: Int
    let probabilities: [[Double]], votes: [[Double]]
    let priors: [Double]
    let confusions: [[[Double]]]
    let alpha: Double?
    let alphaPerClass: [Double?]
    let pairs: [Pair]

    var description: String { name }

    func opinions() throws -> Opinions {
        try Opinions(
            items: items, people: people, classes: classes,
            answers.map { Opinion(item: $0[0], person: $0[1], answer: $0[2]) })
    }

    static let all: [AgreementGolden] = {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
            "../Golden/agreement.json")
        return try! JSONDecoder().decode([AgreementGolden].self, from: Data(contentsOf: file))
    }()
}

private func isNear(_ a: Double?, _ b: Double?, within: Double = 1e-9) -> Bool {
    guard let a, let b else { return a == nil && b == nil }
    return abs(a - b) <= within
}

@Suite("Agreement and consensus, against other implementations")
struct AgreementReferenceTests {
    @Test("Dawid and Skene's model finds the truth and the people that crowd-kit finds", arguments: AgreementGolden.all)
    private func dawidSkene(golden: AgreementGolden) throws {
        let fit = DawidSkene(iterations: golden.iterations, tolerance: -1).fit(try golden.opinions())
        #expect(fit.likelihoods.count == golden.iterations)
        for item in 0..<golden.items {
            for (mine, theirs) in zip(fit.consensus.probabilities(of: item), golden.probabilities[item]) {
                #expect(abs(mine - theirs) < 1e-6, "item \(item)")
            }
        }
        for (mine, theirs) in zip(fit.priors, golden.priors) { #expect(abs(mine - theirs) < 1e-6) }
        for person in 0..<golden.people {
            for truth in 0..<golden.classes {
                for answer in 0..<golden.classes {
                    let mine = fit.confusion(person: person, truth: truth, answer: answer)
                    #expect(abs(mine - golden.confusions[person][truth][answer]) < 1e-6)
                }
            }
        }
    }

    @Test("The shares of the votes are those of crowd-kit", arguments: AgreementGolden.all)
    private func votes(golden: AgreementGolden) throws {
        let consensus = VoteShares.majority(try golden.opinions())
        for item in 0..<golden.items {
            for (mine, theirs) in zip(consensus.probabilities(of: item), golden.votes[item]) {
                #expect(abs(mine - theirs) < 1e-12)
            }
        }
    }

    @Test("Krippendorff's alpha is that of the package krippendorff", arguments: AgreementGolden.all)
    private func alpha(golden: AgreementGolden) throws {
        let opinions = try golden.opinions()
        #expect(isNear(KrippendorffAlpha.nominal(opinions), golden.alpha))
        for each in 0..<golden.classes {
            #expect(isNear(KrippendorffAlpha.nominal(opinions, class: each), golden.alphaPerClass[each]))
        }
    }

    @Test("Kappa of each pair, and per class, is that of scikit-learn", arguments: AgreementGolden.all)
    private func kappa(golden: AgreementGolden) throws {
        let table = AgreementTable(try golden.opinions())
        #expect(table.pairs.count == golden.pairs.count)
        for (mine, theirs) in zip(table.pairs, golden.pairs) {
            #expect(mine.first == theirs.first && mine.second == theirs.second)
            #expect(mine.kappa.shared == theirs.shared)
            #expect(isNear(mine.kappa.kappa, theirs.kappa))
            for (one, other) in zip(mine.kappa.perClass, theirs.perClass) { #expect(isNear(one, other)) }
        }
    }
}

@Suite("Agreement and consensus, on answers that can be counted by hand")
struct AgreementTests {
    private func opinions(_ answers: [[Int?]], classes: Int) throws -> Opinions {
        try Opinions(
            items: answers.count, people: answers.first?.count ?? 0, classes: classes,
            answers.enumerated().flatMap { item, row in
                row.enumerated().compactMap { person, answer in
                    answer.map { Opinion(item: item, person: person, answer: $0) }
                }
            })
    }

    @Test("A tie is no consensus, and nobody's answer is none")
    func ties() throws {
        let consensus = VoteShares.majority(try opinions([[0, 1], [1, 1], [nil, nil], [2, nil]], classes: 3))
        #expect(consensus.winner(of: 0) == nil)
        #expect(consensus.winner(of: 1)?.answer == 1 && consensus.winner(of: 1)?.probability == 1)
        #expect(consensus.winner(of: 2) == nil)
        #expect(consensus.winner(of: 3)?.answer == 2)
        #expect(consensus.contest(of: 0) > consensus.contest(of: 1) && consensus.contest(of: 1) == 0)
    }

    @Test("Who weighs more wins, and who weighs nothing is not heard")
    func weights() throws {
        let answers = try opinions([[0, 1, 1]], classes: 2)
        #expect(try VoteShares.weighted(answers, weights: [3, 1, 1]).winner(of: 0)?.answer == 0)
        #expect(try VoteShares.weighted(answers, weights: [0, 1, 0]).winner(of: 0)?.probability == 1)
        for bad in [[1, 1], [0, 0, 0], [-1, 1, 1], [.nan, 1, 1]] {
            #expect(throws: AgreementError.badWeights) { try VoteShares.weighted(answers, weights: bad) }
        }
    }

    @Test("Who always swaps two classes is believed the other way round")
    func swapper() throws {
        // Person 2 swaps 0 and 1 without fail; items 40 and 41 have no other answer than theirs.
        var answers: [[Int?]] = (0..<40).map { [$0 % 2, $0 % 2, 1 - $0 % 2] }
        answers += [[nil, nil, 0], [nil, nil, 1]]
        let fit = DawidSkene().fit(try opinions(answers, classes: 2))
        #expect(fit.consensus.winner(of: 40)?.answer == 1)
        #expect(fit.consensus.winner(of: 41)?.answer == 0)
        #expect(fit.accuracy(person: 0) > 0.99 && fit.accuracy(person: 2) < 0.01)
        #expect(zip(fit.likelihoods, fit.likelihoods.dropFirst()).allSatisfy { $1 >= $0 - 1e-12 })
    }

    @Test("All of one mind: alpha has nothing to tell apart; all by chance: it is near 0")
    func extremes() throws {
        #expect(KrippendorffAlpha.nominal(try opinions([[1, 1], [1, 1]], classes: 2)) == nil)
        #expect(KrippendorffAlpha.nominal(try opinions([[0, 0], [1, 1]], classes: 2)) == 1)
        #expect(KrippendorffAlpha.nominal(try opinions([[0, nil], [nil, 1]], classes: 2)) == nil)
        let halves = try opinions([[0, 0], [0, 1], [1, 0], [1, 1]], classes: 2)
        #expect(abs(AgreementTable(halves).pairs[0].kappa.kappa ?? 1) < 1e-12)
    }

    @Test("Nothing at all is answered with nothing")
    func nothing() throws {
        for classes in [0, 3] {
            let none = try opinions([], classes: classes)
            let table = AgreementTable(none)
            #expect(table.alpha == nil && table.pairs.isEmpty && table.comparable == 0)
            #expect(DawidSkene().fit(none).consensus.probabilities.isEmpty)
        }
    }

    @Test("Answers that cannot be are refused")
    func refused() throws {
        #expect(throws: AgreementError.answeredTwice(item: 0, person: 0)) {
            try Opinions(
                items: 1, people: 1, classes: 2,
                [Opinion(item: 0, person: 0, answer: 0), Opinion(item: 0, person: 0, answer: 1)])
        }
        #expect(throws: AgreementError.outOfRange(item: 0, person: 0, answer: 2)) {
            try Opinions(items: 1, people: 1, classes: 2, [Opinion(item: 0, person: 0, answer: 2)])
        }
    }
}
