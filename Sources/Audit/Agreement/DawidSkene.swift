import Foundation

/// Consensus that learns how far each person is to be trusted, class by class.
///
/// Everybody has a matrix of their own that says how likely they answer *b* where *a* is true. Expectation–maximization
/// finds the matrices, the shares of the classes and the truth together: it begins with the shares of the votes and
/// repeats (matrices and shares from the truth as estimated, the truth from matrices and shares) until the likelihood
/// of the answers stops growing. A person who confuses iv with vi is heard where they say x; one who answers by chance
/// is not heard at all.
///
/// With few answers a person the matrices say little, and the votes alone may be the better guide.
/// The same input gives the same numbers to the bit; the cost of an iteration is answers × classes.
///
/// - SeeAlso: Dawid, Skene 1979, "Maximum Likelihood Estimation of Observer Error-Rates Using the EM Algorithm".
public struct DawidSkene: Sendable {
    /// The least probability that anything is given, so that one surprise does not rule a class out for ever.
    static let least = 1e-10

    /// Iterations at most.
    public var iterations: Int
    /// Ends where an iteration adds less than this to the log-likelihood of an item's answers.
    public var tolerance: Double

    public init(iterations: Int = 100, tolerance: Double = 1e-7) {
        self.iterations = iterations
        self.tolerance = tolerance
    }

    public func fit(_ opinions: Opinions) -> Fit {
        var state = State(opinions)
        return state.settle(self)
    }

    /// What was found.
    public struct Fit: Sendable {
        public let consensus: Consensus
        /// How frequent each class is.
        public let priors: [Double]
        /// `people` × `classes` × `classes`: of each person, a row a true class, in it how likely each answer is. A
        /// class that nobody's answers made likely has an even row.
        public let confusions: [Double]
        /// The log-likelihood of an item's answers, averaged over the items that have some, after each iteration.
        public let likelihoods: [Double]

        /// How likely a person answers `answer` where `truth` is true.
        public func confusion(person: Int, truth: Int, answer: Int) -> Double {
            let classes = priors.count
            return confusions[(person * classes + truth) * classes + answer]
        }

        /// How likely a person is right, the classes as frequent as they are.
        public func accuracy(person: Int) -> Double {
            priors.indices.reduce(0) { $0 + priors[$1] * confusion(person: person, truth: $1, answer: $1) }
        }
    }

    /// The estimates while they are made.
    private struct State {
        let opinions: Opinions
        let classes: Int
        /// items × classes
        var truth: [Double]
        var priors: [Double]
        /// people × truth × answer
        var confusions: [Double]

        init(_ opinions: Opinions) {
            self.opinions = opinions
            classes = opinions.classCount
            truth = VoteShares.majority(opinions).probabilities
            priors = []
            confusions = []
            estimatePeople()
        }

        /// Repeats until nothing is gained any more.
        mutating func settle(_ settings: DawidSkene) -> Fit {
            var likelihoods: [Double] = []
            for _ in 0..<max(1, settings.iterations) {
                let likelihood = estimateTruth()
                estimatePeople()
                likelihoods.append(likelihood)
                if let before = likelihoods.dropLast().last, likelihood - before < settings.tolerance { break }
            }
            return Fit(
                consensus: Consensus(classes: classes, probabilities: truth), priors: priors, confusions: confusions,
                likelihoods: likelihoods)
        }

        mutating func estimatePeople() {
            var shares = [Double](repeating: 0, count: classes)
            var counts = [Double](repeating: 0, count: opinions.personCount * classes * classes)
            var answered = 0.0
            for item in 0..<opinions.itemCount {
                let here = opinions.of(item: item)
                guard !here.isEmpty else { continue }
                answered += 1
                for each in 0..<classes { shares[each] += truth[item * classes + each] }
                for opinion in here {
                    for each in 0..<classes {
                        counts[(opinion.person * classes + each) * classes + opinion.answer] +=
                            truth[item * classes + each]
                    }
                }
            }
            priors = shares.map { max(DawidSkene.least, $0 / max(answered, 1)) }
            for row in stride(from: 0, to: counts.count, by: max(classes, 1)) {
                for place in row..<row + classes { counts[place] = max(counts[place], DawidSkene.least) }
                let sum = counts[row..<row + classes].reduce(0, +)
                for place in row..<row + classes { counts[place] /= sum }
            }
            confusions = counts
        }

        /// - Returns: the log-likelihood of an item's answers under the estimates so far, on average.
        mutating func estimateTruth() -> Double {
            let priors = priors.map { log($0) }
            let confusions = confusions.map { log($0) }
            var likelihood = 0.0
            var answered = 0.0
            var row = [Double](repeating: 0, count: classes)
            for item in 0..<opinions.itemCount {
                let here = opinions.of(item: item)
                guard !here.isEmpty else { continue }
                answered += 1
                for each in 0..<classes {
                    row[each] = priors[each]
                    for opinion in here {
                        row[each] += confusions[(opinion.person * classes + each) * classes + opinion.answer]
                    }
                }
                // The largest is taken out first: products of many probabilities are smaller than any number.
                let largest = row.max() ?? 0
                let sum = row.reduce(0) { $0 + exp($1 - largest) }
                for each in 0..<classes { truth[item * classes + each] = exp(row[each] - largest) / sum }
                likelihood += largest + log(sum)
            }
            return answered > 0 ? likelihood / answered : 0
        }
    }
}
