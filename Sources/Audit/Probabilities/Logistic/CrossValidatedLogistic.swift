public import Matrices

/// Out-of-sample probabilities by softmax regression: fitted once for each fold, without it, and asked about it.
///
/// Minimises the cross-entropy plus |weights|² / (2 · strength), the intercepts free: what scikit-learn's
/// LogisticRegression minimises with C = strength. All folds and strengths look at the rows together.
public struct CrossValidatedLogistic: Sendable {
    /// N × K; row i is of the model that did not learn from the fold of row i.
    public let probabilities: Matrix
    /// The mean cross-entropy of the given labels, out of sample, in nats.
    public let logLoss: Double
    /// The share of labels that are the most probable class, out of sample.
    public let accuracy: Double
    /// The one of the strengths that was taken.
    public let strength: Double
    /// The model that leaves out each fold.
    public let models: [LogisticModel]
    /// Looks at the data that the longest fit took.
    public let rounds: Int

    /// Columns of weights that are fitted at once.
    private static let mostColumns = 512

    /// - Parameters:
    ///   - features: N × D, finite. Columns of very different size should be scaled: the penalty takes them as they are.
    ///   - labels: of each row, 0 ..< classes; nil where it has none: nothing is learnt from it, and it is answered for.
    ///   - folds: of each row, from 0. What shows the same thing twice belongs in one (`StratifiedFolds`).
    ///   - weights: how much each row counts; all alike where nil.
    ///   - progress: gets the share that is done, from the calling thread; throwing cancels.
    /// - Returns: the same for any number of threads.
    /// - Throws: `ProbabilitiesError`, and what `progress` throws.
    public init(
        _ features: Matrix, labels: [Int?], classes: Int, folds: [Int], weights: [Float]? = nil,
        options: LogisticOptions = LogisticOptions(), progress: (Double) throws -> Void = { _ in }
    ) throws {
        try ProbabilitiesError.check(features, labels, classes: classes, folds: folds, weights: weights)
        guard !options.strengths.isEmpty, options.strengths.allSatisfy({ $0 > 0 && $0.isFinite }) else {
            throw ProbabilitiesError.strength
        }
        let threads = max(1, options.threads)
        let means = features.columnMeans(threads: threads)
        let data = LogisticData(
            features: features.centred(threads: threads), labels: labels.map { Int32($0 ?? -1) },
            weights: weights ?? [Float](repeating: 1, count: features.rows), folds: folds.map { Int32($0) },
            classes: classes, threads: threads)
        let count = (folds.max() ?? 0) + 1
        let fits = try Self.fit(data, folds: count, options, progress)

        var best: (strength: Int, probabilities: Matrix, loss: Double)?
        for strength in options.strengths.indices {
            let own = Array(fits[strength * count..<(strength + 1) * count])
            let answers = Self.answers(data, own)
            let loss = OutOfSampleScore.logLoss(answers, labels: labels)
            if loss < best?.loss ?? .infinity { best = (strength, answers, loss) }
        }
        guard let best else { throw ProbabilitiesError.notLearnt }
        probabilities = best.probabilities
        logLoss = best.loss
        accuracy = OutOfSampleScore.accuracy(best.probabilities, labels: labels)
        strength = options.strengths[best.strength]
        rounds = fits.map(\.rounds).max() ?? 0
        models = fits[best.strength * count..<(best.strength + 1) * count].map { fit in
            let weights = Matrix(rows: features.columns, columns: classes, values: Array(fit.weights))
            // The features were moved by their means.
            let intercepts = fit.intercepts.enumerated().map { label, intercept in
                Float(
                    means.indices.reduce(Double(intercept)) { $0 - Double(means[$1]) * Double(weights[$1, label]) })
            }
            return LogisticModel(weights: weights, intercepts: intercepts)
        }
    }

    /// A fit for each strength and fold, fold by fold within a strength.
    private static func fit(
        _ data: LogisticData, folds: Int, _ options: LogisticOptions, _ progress: (Double) throws -> Void
    ) throws -> [LogisticFit] {
        let gram = LogisticCurvature.gram(data, share: folds > 1 ? Double(folds - 1) / Double(folds) : 1)
        let weights = (0..<folds).map { data.weight(without: Int32($0)) }
        let mean = weights.reduce(0, +) / Double(folds)
        let curvatures = options.strengths.map {
            LogisticCurvature(
                gram: gram, classes: data.classes,
                penalty: LogisticFit.penalty(strength: $0, classes: data.classes), weight: mean)
        }
        var fits = options.strengths.enumerated().flatMap { place, strength in
            (0..<folds).map { fold in
                LogisticFit(
                    fold: Int32(fold), strength: strength, curvature: place, features: data.features.columns,
                    classes: data.classes, weight: weights[fold], options: options)
            }
        }
        let pass = LogisticPass(data: data)
        let together = max(1, min(64, mostColumns / max(1, data.classes)))
        let groups = stride(from: 0, to: fits.count, by: together).map { $0..<min($0 + together, fits.count) }
        for (place, group) in groups.enumerated() {
            var round = 0
            while true {
                let active = group.filter { !fits[$0].isDone }
                guard !active.isEmpty else { break }
                // Nobody knows how many rounds there will be; most fits take some thirty.
                let share = 1 - 1 / (1 + Double(round) / 15)
                try progress((Double(place) + share) / Double(groups.count))
                let found = pass.run(active.map { fits[$0].trial }, folds: active.map { fits[$0].fold })
                fits.withUnsafeMutableBufferPointer { fits in
                    let fits = SharedBuffer(fits)
                    parallelBlocks(active.count, size: 1, threads: data.threads) { index, _ in
                        guard let fit = fits.address(active[index]) else { return }
                        fit.pointee.receive(
                            loss: found[index].loss, gradient: found[index].gradient,
                            curvatures[fit.pointee.curvature])
                    }
                }
                round += 1
            }
        }
        try progress(1)
        return fits
    }

    /// What the fits of one strength say, each of its own fold.
    private static func answers(_ data: LogisticData, _ fits: [LogisticFit]) -> Matrix {
        var result = Matrix(rows: data.features.rows, columns: data.classes)
        for fit in fits {
            let rows = data.folds.indices.filter { data.folds[$0] == fit.fold }
            let model = LogisticModel(
                weights: Matrix(rows: data.features.columns, columns: data.classes, values: Array(fit.weights)),
                intercepts: Array(fit.intercepts))
            let own = model.probabilities(of: data.features.selecting(rows), threads: data.threads)
            for (place, row) in rows.enumerated() {
                result.values.replaceSubrange(
                    row * data.classes..<(row + 1) * data.classes, with: own.row(place))
            }
        }
        return result
    }
}
