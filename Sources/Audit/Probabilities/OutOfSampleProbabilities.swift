import Foundation
public import Matrices
public import Neighbors

/// What the default audit believes of each sample: softmax regression on the embeddings, the same bent by a kernel, nearest
/// neighbours, and whatever else was brought, heard together.
///
/// Twice: the second time a label that the first doubted counts less, so that wrong labels do not teach; both have a say.
public enum OutOfSampleProbabilities {
    public struct Options: Sendable, Equatable {
        /// Candidates for the penalty of both regressions (`LogisticOptions.strengths`).
        public var strengths: [Double] = [1, 3, 10, 30]
        /// Landmarks of the kernel at most; 0 leaves the kernel out.
        public var landmarks = 1_024
        /// Witnesses of a sample; 0 leaves the neighbours out.
        public var k = 15
        /// Whether doubted labels count less in a second fit.
        public var doubts = true
        public var seed: UInt64 = 42
        public var threads = ProcessInfo.processInfo.activeProcessorCount

        public init() {}
    }

    public enum Phase: String, Sendable {
        case fitting = "fitting the regressions"
        case refitting = "fitting them again without what is doubted"
        case mixing = "hearing the sources together"
    }

    /// - Parameters:
    ///   - embeddings: N × D each, of the same N samples; one or more.
    ///   - labels: 0 ..< classes, nil where there is none.
    ///   - folds: of each sample, from 0; samples of one group in one fold.
    ///   - groups: what shows the same thing has the same number.
    ///   - graph: neighbours among the samples; found from the embeddings where nil.
    ///   - others: sources that were computed elsewhere, such as the fixed model's by folds.
    ///   - progress: gets what is being done and which share of it; throwing cancels.
    /// - Returns: the same for any number of threads.
    /// - Throws: `ProbabilitiesError`, `NeighborsError`, and what `progress` throws.
    public static func ensemble(
        _ embeddings: [Matrix], labels: [Int?], classes: Int, folds: [Int], groups: [Int],
        graph: NeighborGraph? = nil, others: [ProbabilitySource] = [], options: Options = Options(),
        progress: (Phase, Double) throws -> Void = { _, _ in }
    ) throws -> ProbabilityEnsemble {
        let threads = max(1, options.threads)
        for embedding in embeddings {
            try ProbabilitiesError.check(embedding, labels, classes: classes, folds: folds)
        }
        let features = EmbeddingFeatures.joined(embeddings, threads: threads)
        var learners: [(name: String, features: Matrix)] = [("logistic regression", features)]
        if options.landmarks > 0, features.rows > 1 {
            learners.append(
                (
                    "kernel regression",
                    KernelFeatures.of(features, landmarks: options.landmarks, seed: options.seed, threads: threads)
                ))
        }
        var strengths = learners.map { _ in options.strengths }
        func fit(weights: [Float]?, _ phase: Phase) throws -> [ProbabilitySource] {
            try learners.enumerated().map { place, learner in
                let found = try CrossValidatedLogistic(
                    learner.features, labels: labels, classes: classes, folds: folds, weights: weights,
                    options: LogisticOptions(strengths: strengths[place], threads: threads)
                ) { try progress(phase, (Double(place) + $0) / Double(learners.count)) }
                strengths[place] = [found.strength]
                return ProbabilitySource(name: learner.name, probabilities: found.probabilities)
            }
        }
        var sources = try fit(weights: nil, .fitting)
        var weights: [Float]?
        if options.doubts {
            let first = ProbabilityEnsemble(sources + others, labels: labels)
            weights = trust(first.probabilities, labels: labels)
            let second = try fit(weights: weights, .refitting)
            // What is seldom and all doubted at first would be gone from the second: each has half the say.
            sources = zip(sources, second).map { first, second in
                var mean = second.probabilities
                for index in mean.values.indices {
                    mean.values[index] = (mean.values[index] + first.probabilities.values[index]) / 2
                }
                return ProbabilitySource(name: second.name, probabilities: mean)
            }
        }
        try progress(.mixing, 0)
        if options.k > 0, features.rows > 1 {
            // Copies take places among the neighbours, and are no witnesses.
            let graph = try graph ?? NeighborSearch.graph(of: features, k: options.k * 2, threads: threads)
            sources.append(
                ProbabilitySource(
                    name: "nearest neighbours",
                    probabilities: NeighborProbabilities.of(
                        graph, labels: labels, classes: classes, groups: groups, weights: weights, k: options.k)))
        }
        let result = ProbabilityEnsemble(sources + others, labels: labels, weights: weights)
        try progress(.mixing, 1)
        return result
    }

    /// How much a label is trusted to teach: fully where it is at least as probable as not, else in proportion, and a
    /// little always.
    static func trust(_ probabilities: Matrix, labels: [Int?]) -> [Float] {
        labels.enumerated().map { row, label in
            guard let label else { return 0 }
            return min(1, max(0.02, 2 * probabilities[row, label]))
        }
    }
}
