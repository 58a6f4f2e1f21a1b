/// What a search is expected to cost, in seconds of one core, by the formulas of `docs/neighbors.md`.
///
/// The constants were measured on one machine (2 cores, AMD Zen 3); on others all of them grow or shrink together, so
/// the choice between the two ways moves little.
public enum SearchCost {
    /// Every row with every other: half a product of D terms, which serves both, and a comparison.
    public static func exact(rows: Int, columns: Int) -> Double {
        Double(rows) * Double(rows) * (Double(columns) * product / 2 + comparison)
    }

    /// A few hundred rows for each row: the distances on the way in at most so many columns, the last ones in all.
    public static func approximate(rows: Int, columns: Int, k: Int) -> Double {
        let near = Double(min(columns, Subspace.wide))
        let kept = Double(k + 5)
        let ranking = kept * Double(columns) * difference
        // Links of links are looked at: their number grows with the square of the links.
        let rounds = kept * (kept + 10) * (near * link + visit)
        let check = Double(RecallSample.size * columns) * product
        return Double(rows)
            * (Double(ApproximateNeighbors.compared) * near * product + rounds + ranking + check)
    }

    /// New rows with all, one by one; see ``NeighborSearch/graph(of:building:method:seed:threads:progress:)``.
    static func extendingExactly(rows: Int, unknown: Int, columns: Int) -> Double {
        2 * Double(rows) * Double(unknown) * Double(columns) * difference
    }

    /// Seconds of one core for which exactness is always worth it.
    private static let moment = 0.3

    /// Whether all rows are compared with all.
    static func prefersExact(rows: Int, columns: Int, k: Int) -> Bool {
        let exact = exact(rows: rows, columns: columns)
        return rows < ApproximateNeighbors.leastRows || exact <= moment
            || exact <= approximate(rows: rows, columns: columns, k: k)
    }

    /// Seconds for one multiplication and addition in a product of matrices.
    private static let product = 2.4e-11
    /// Seconds to see that a row is not among the nearest.
    private static let comparison = 1.5e-9
    /// Seconds for one term of a single distance.
    private static let difference = 1e-10
    /// Seconds for one term of a product of 16-bit numbers.
    private static let link = 6e-11
    /// Seconds to look at a link.
    private static let visit = 8e-9
}
