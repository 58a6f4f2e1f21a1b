public import Matrices

extension NeighborSearch {
    /// All pairs of rows within a distance of each other, exactly: near-duplicates.
    ///
    /// Quick where the distance is small beside the spread of the rows; a large one means comparing all with all.
    ///
    /// - Parameters:
    ///   - matrix: N × D, finite.
    ///   - radius: of the metric; pairs at exactly this distance count. Negative is nothing.
    ///   - most: pairs that are given at most. Where there are more, the nearest are given and the result says so.
    ///   - threads: does not change the result.
    ///   - progress: gets the share that is done, 0 ... 1, from the calling thread; throwing cancels.
    /// - Throws: `NeighborsError.notFinite`, and what `progress` throws.
    public static func pairs(
        of matrix: Matrix, within radius: Float, metric: Metric = .euclidean, most: Int = 100_000,
        seed: UInt64 = 42,
        threads: Int, progress: (Double) throws -> Void = { _ in }
    ) throws -> NearPairs {
        if let row = matrix.firstRowNotFinite(threads: threads) {
            throw NeighborsError.notFinite(row: row)
        }
        guard radius >= 0, matrix.rows > 1, most > 0 else {
            return NearPairs(
                pairs: [], radius: radius, isCapped: most <= 0 && radius >= 0 && matrix.rows > 1)
        }
        let prepared = PreparedRows(matrix, metric: metric, threads: threads)
        // What is at the radius after rounding is within it.
        var limit = metric.squared(fromDistance: radius)
        while limit.isFinite, metric.distance(fromSquared: limit.nextUp) <= radius {
            limit = limit.nextUp
        }
        let kept = try PairSearch(prepared, limit: limit, most: most, seed: seed, threads: threads)
            .run(progress: progress)
        try progress(1)
        let pairs = kept.pairs.map {
            NearPairs.Pair(
                first: $0.first, second: $0.second, distance: metric.distance(fromSquared: $0.squared))
        }
        return NearPairs(pairs: pairs, radius: radius, isCapped: kept.isCapped)
    }
}
