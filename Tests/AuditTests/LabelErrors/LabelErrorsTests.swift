import Audit
import Foundation
import Matrices
import Testing

@Suite("Label errors")
struct LabelErrorsTests {
    private static func find(
        _ labels: [Int], _ rows: [[Float]], _ options: LabelErrorOptions = LabelErrorOptions()
    ) throws -> LabelErrors {
        let columns = rows.first?.count ?? 0
        let matrix = Matrix(rows: rows.count, columns: columns, values: rows.flatMap(\.self))
        return try ConfidentLearning.findLabelErrors(
            labels: labels, probabilities: Probabilities(matrix), options: options)
    }

    private static func complaint(
        _ labels: [Int], _ rows: [[Float]], _ options: LabelErrorOptions = LabelErrorOptions()
    ) -> LabelErrorsError? {
        do {
            _ = try find(labels, rows, options)
            return nil
        } catch {
            return error as? LabelErrorsError
        }
    }

    /// Three classes, surely told apart, but for sample 4: it is given as class 1 and looks like class 2.
    private static let plain: [[Float]] = [
        [0.9, 0.05, 0.05], [0.8, 0.1, 0.1], [0.05, 0.9, 0.05], [0.1, 0.8, 0.1], [0.02, 0.03, 0.95],
        [0.05, 0.05, 0.9], [0.1, 0.1, 0.8],
    ]
    private static let plainLabels = [0, 0, 1, 1, 1, 2, 2]

    @Test("The one wrong label is found by every method, with what it should be", arguments: LabelErrorMethod.allCases)
    func theOneIsFound(method: LabelErrorMethod) throws {
        for score in LabelQualityScore.allCases {
            let found = try Self.find(Self.plainLabels, Self.plain, LabelErrorOptions(method: method, score: score))
            #expect(found.suspects.map(\.row) == [4])
            #expect(found.suspects.first?.given == 1)
            #expect(found.suspects.first?.suggested == 2)
        }
        let health = try Self.find(Self.plainLabels, Self.plain).health
        #expect(health.classes.map(\.suspects) == [0, 1, 0])
        #expect(health.pairs.map { [$0.given, $0.suggested, $0.suspects] } == [[1, 2, 1]])
        #expect(abs(health.score - 6.0 / 7) < 1e-12)
    }

    @Test("The same for any number of threads, from memory and from a file, to the last bit")
    func threads() throws {
        var random = SeededRandom(seed: 3)
        let (rows, columns) = (20_000, 37)
        var labels: [Int] = []
        var matrix = Matrix(rows: rows, columns: columns)
        for row in 0..<rows {
            let label = Int(random.next() % UInt64(columns))
            var sum: Float = 0
            for column in 0..<columns {
                let odds = Float(exp(random.normal() + (column == label ? 3 : 0)))
                matrix[row, column] = odds
                sum += odds
            }
            for column in 0..<columns { matrix[row, column] /= sum }
            // A tenth of the labels are wrong, and a few rows are equal.
            labels.append(row % 10 == 0 ? Int(random.next() % UInt64(columns)) : label)
        }
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).npy")
        defer { try? FileManager.default.removeItem(at: file) }
        try NPY.write(matrix, to: file.path)
        for method in LabelErrorMethod.allCases {
            func find(_ probabilities: Probabilities, _ threads: Int) throws -> LabelErrors {
                try ConfidentLearning.findLabelErrors(
                    labels: labels, probabilities: probabilities,
                    options: LabelErrorOptions(method: method, score: .entropy, threads: threads))
            }
            let one = try find(Probabilities(matrix), 1)
            #expect(one.suspects.count > 500)
            for threads in [2, 3, 7] {
                let other = try find(Probabilities(npy: file.path), threads)
                #expect(other.suspects == one.suspects)
                #expect(other.scores == one.scores)
                #expect(other.joint == one.joint)
                #expect(other.health == one.health)
            }
        }
    }

    @Test("Pairs that want more samples than disagree with their label take them by the definition")
    func pruningByDefinition() throws {
        // An unsure model: the calibrated joint wants many, and margins are often below 0.
        for seed in 0..<40 {
            var random = SeededRandom(seed: UInt64(seed))
            let (count, classes) = (60 + seed, 3 + seed % 4)
            var labels: [Int] = []
            let rows = (0..<count).map { _ -> [Float] in
                let label = Int(random.next() % UInt64(classes))
                labels.append(label)
                let odds = (0..<classes).map { Float(exp(random.normal() + ($0 == label ? 0.8 : 0))) }
                // Of few different values, so that there are ties.
                return odds.map { ($0 / odds.reduce(0, +) * 20).rounded() / 20 }
            }
            let found = try Self.find(labels, rows, LabelErrorOptions(method: .noiseRate, leastPerClass: 0))
            var wanted = Set<Int>()
            for given in 0..<classes {
                let own = (0..<count).filter { labels[$0] == given }
                guard own.count > 1 else { continue }
                for other in 0..<classes where other != given {
                    let ordered = own.sorted {
                        let (one, two) = (rows[$0][other] - rows[$0][given], rows[$1][other] - rows[$1][given])
                        return one != two ? one > two : $0 < $1
                    }
                    wanted.formUnion(ordered.prefix(found.joint.calibrated[given * classes + other]))
                }
            }
            wanted = wanted.filter { row in
                let raised = rows[row][labels[row]] + 1e-6
                return rows[row].indices.contains { $0 != labels[row] && rows[row][$0] > raised }
            }
            #expect(Set(found.suspects.map(\.row)) == wanted)
        }
    }

    @Test("A class without samples takes part in nothing, and nothing is divided by zero")
    func missingClass() throws {
        let rows = Self.plain.map { $0.map { $0 * 0.9 } + [0.1] }
        let found = try Self.find(Self.plainLabels, rows)
        #expect(found.suspects.map(\.row) == [4])
        #expect(found.thresholds[3] == 2)
        #expect(found.health.classes[3].samples == 0)
        #expect(found.health.classes[3].quality == 1)
        #expect(found.joint.joint.allSatisfy { $0.isFinite })
        #expect(found.joint.noise.prior.allSatisfy { $0.isFinite })
    }

    @Test("With one class nothing can be wrong, and what needs two says so")
    func oneClass() throws {
        let rows: [[Float]] = [[1], [0.5], [0.2]]
        for method in LabelErrorMethod.allCases where method != .lowNormalizedMargin {
            #expect(try Self.find([0, 0, 0], rows, LabelErrorOptions(method: method)).suspects.isEmpty)
        }
        #expect(Self.complaint([0, 0, 0], rows, LabelErrorOptions(score: .entropy)) == .needsTwoClasses("entropy"))
        #expect(
            Self.complaint([0, 0, 0], rows, LabelErrorOptions(score: .normalizedMargin)) == .needsTwoClasses("margin"))
    }

    @Test("Of equal probabilities the given label is not doubted")
    func ties() throws {
        let found = try Self.find([0, 1, 0, 1], [[0.5, 0.5], [0.5, 0.5], [0.5, 0.5], [0.5, 0.5]])
        #expect(found.suspects.isEmpty)
    }

    @Test("Rows that do not sum to 1 are counted and taken as they are")
    func unevenRows() throws {
        let rows = Self.plain.enumerated().map { row, numbers in row < 2 ? numbers.map { $0 / 2 } : numbers }
        #expect(try Self.find(Self.plainLabels, rows).unevenRows == 2)
        #expect(try Self.find(Self.plainLabels, Self.plain).unevenRows == 0)
    }

    @Test("What is not a probability is refused with the first row and column that holds it")
    func notProbabilities() {
        func with(_ number: Float, _ row: Int, _ column: Int, classes: Int = 3) -> LabelErrorsError? {
            var rows = (0..<50).map { row in (0..<classes).map { Float($0 == row % classes ? 1 : 0) } }
            rows[row][column] = number
            rows[49][0] = .nan
            return Self.complaint((0..<50).map { $0 % classes }, rows)
        }
        for classes in [3, 16, 33] {
            for column in [0, classes / 2, classes - 1] {
                #expect(with(.nan, 7, column, classes: classes) == .notFinite(row: 7, column: column))
                #expect(with(.infinity, 8, column, classes: classes) == .notFinite(row: 8, column: column))
                #expect(with(-.infinity, 9, column, classes: classes) == .notFinite(row: 9, column: column))
                #expect(
                    with(1.5, 10, column, classes: classes) == .notProbability(row: 10, column: column, value: 1.5))
                #expect(
                    with(-0.25, 11, column, classes: classes) == .notProbability(row: 11, column: column, value: -0.25))
            }
        }
    }

    @Test("Labels that are no column, other lengths and empty arrays are refused")
    func refusals() {
        let rows: [[Float]] = [[1, 0], [0, 1]]
        #expect(Self.complaint([0, 2], rows) == .labelOutOfRange(row: 1, label: 2, classes: 2))
        #expect(Self.complaint([-1, 0], rows) == .labelOutOfRange(row: 0, label: -1, classes: 2))
        #expect(Self.complaint([0], rows) == .otherLength(labels: 1, rows: 2))
        #expect(Self.complaint([], []) == .empty)
        #expect(Self.complaint([0, 1], rows, LabelErrorOptions(noiseShare: 1.5)) == .noiseShare(1.5))
        #expect(Self.complaint([0, 1], rows, LabelErrorOptions(score: .entropy, adjusted: true)) == .adjustedEntropy)
        let wide = Probabilities(Matrix(rows: 1, columns: 10_001))
        #expect(throws: LabelErrorsError.tooLarge(rows: 1, classes: 10_001)) {
            _ = try ConfidentLearning.findLabelErrors(labels: [0], probabilities: wide)
        }
    }

    @Test("Cancelling ends the search in any of its walks")
    func cancelling() {
        struct Enough: Error {}
        for phase in [LabelErrorsPhase.averaging, .comparing, .choosing] {
            #expect(throws: Enough.self) {
                let matrix = Matrix(rows: 7, columns: 3, values: Self.plain.flatMap(\.self))
                _ = try ConfidentLearning.findLabelErrors(
                    labels: Self.plainLabels, probabilities: Probabilities(matrix)
                ) { now, _ in if now == phase { throw Enough() } }
            }
        }
    }
}
