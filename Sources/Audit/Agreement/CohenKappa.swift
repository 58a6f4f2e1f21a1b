/// Cohen's kappa of two people: how much more they agree than two people would who answer as often with each class, but
/// by chance. 1 is full agreement, 0 is chance.
///
/// - SeeAlso: Cohen 1960, "A coefficient of agreement for nominal scales".
public struct CohenKappa: Sendable, Equatable {
    /// Items that both answered to.
    public let shared: Int
    /// Share of these with the same answer; nil where there are none.
    public let agreement: Double?
    /// nil where there are none, or where both always gave one and the same answer.
    public let kappa: Double?
    /// For each class against the rest.
    public let perClass: [Double?]

    /// - Parameter table: classes × classes: how often the first answered with the row while the second answered with
    ///   the column.
    public init(_ table: [Int], classes: Int) {
        let rows = (0..<classes).map { row in (0..<classes).reduce(0) { $0 + table[row * classes + $1] } }
        let columns = (0..<classes).map { column in (0..<classes).reduce(0) { $0 + table[$1 * classes + column] } }
        let shared = rows.reduce(0, +)
        self.shared = shared
        let same = (0..<classes).reduce(0) { $0 + table[$1 * classes + $1] }
        agreement = shared > 0 ? Double(same) / Double(shared) : nil
        kappa = Self.kappa(same: same, rows, columns, of: shared)
        perClass = (0..<classes).map { each in
            let both = table[each * classes + each]
            let (one, other) = (rows[each], columns[each])
            return Self.kappa(
                same: both + shared - one - other + both, [one, shared - one], [other, shared - other], of: shared)
        }
    }

    /// - Parameters:
    ///   - first: how often the first gave each answer.
    ///   - second: the second.
    private static func kappa(same: Int, _ first: [Int], _ second: [Int], of shared: Int) -> Double? {
        guard shared > 0 else { return nil }
        let count = Double(shared)
        let chance = zip(first, second).reduce(0.0) { $0 + Double($1.0) * Double($1.1) } / (count * count)
        guard chance < 1 else { return nil }
        return (Double(same) / count - chance) / (1 - chance)
    }
}
