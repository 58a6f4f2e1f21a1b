import Matrices

/// Finds labels that are probably wrong from predicted probabilities.
///
/// - SeeAlso: Northcutt, Jiang, Chuang 2021, "Confident Learning: Estimating Uncertainty in Dataset Labels", JAIR 70.
///   Results are those of cleanlab 2.9 to the sample; docs/label-errors.md tells where that is odd.
public enum ConfidentLearning {
    /// Looks for label errors.
    ///
    /// - Parameters:
    ///   - labels: of each sample, a column of the probabilities.
    ///   - probabilities: out-of-sample, N × K. They are walked over twice or three times, in blocks.
    ///   - progress: gets what is being done and how many rows are done of all; throwing cancels.
    /// - Returns: the same for any number of threads.
    /// - Throws: `LabelErrorsError`, and what `progress` throws.
    public static func findLabelErrors(
        labels: [Int], probabilities: Probabilities, options: LabelErrorOptions = LabelErrorOptions(),
        progress: (LabelErrorsPhase, Int) throws -> Void = { _, _ in }
    ) throws -> LabelErrors {
        try check(labels, probabilities, options)
        let given = try GivenLabels(labels, classes: probabilities.columns)
        func find<Number: ProbabilityNumber>(
            _ numbers: UnsafeBufferPointer<Number>, _ release: @escaping @Sendable (Range<Int>) -> Void
        ) throws -> LabelErrors {
            let table = ProbabilityTable(
                numbers: SharedConstants(numbers), rows: probabilities.rows, columns: probabilities.columns,
                release: release)
            return try LabelErrorSearch(table: table, labels: given, options: options).run(progress)
        }
        switch probabilities.storage {
        case .matrix(let matrix):
            return try matrix.values.withUnsafeBufferPointer { numbers in try find(numbers) { _ in } }
        case .file(let file):
            return try file.withNumbers { numbers in
                switch numbers {
                case .float32(let numbers): try find(numbers, file.release)
                case .float64(let numbers): try find(numbers, file.release)
                }
            }
        }
    }

    private static func check(
        _ labels: [Int], _ probabilities: Probabilities, _ options: LabelErrorOptions
    ) throws(LabelErrorsError) {
        let (rows, classes) = (probabilities.rows, probabilities.columns)
        guard labels.count == rows else { throw .otherLength(labels: labels.count, rows: rows) }
        guard rows > 0, classes > 0 else { throw .empty }
        guard rows <= Int(Int32.max), classes <= LabelErrorsError.mostClasses else {
            throw .tooLarge(rows: rows, classes: classes)
        }
        guard (0...1).contains(options.noiseShare) else { throw .noiseShare(options.noiseShare) }
        if options.adjusted, options.score == .entropy { throw .adjustedEntropy }
        guard classes > 1 else {
            if options.score == .entropy { throw .needsTwoClasses("entropy") }
            if options.score == .normalizedMargin || options.method == .lowNormalizedMargin {
                throw .needsTwoClasses("margin")
            }
            return
        }
    }
}
