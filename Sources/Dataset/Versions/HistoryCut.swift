import GRDB

/// Which changes of the history count: all up to one, without some of them, and with some later ones.
public struct HistoryCut: Sendable, Equatable {
    /// The last change that counts; 0 is before the first.
    public var upTo: Int64
    /// As if these had not been made; what only took them back or did them again does not count either.
    public var without: [ClosedRange<Int64>]
    /// As if these, which come later, had been made already.
    public var with: [ClosedRange<Int64>]

    public init(upTo: Int64, without: [ClosedRange<Int64>] = [], with: [ClosedRange<Int64>] = []) {
        self.upTo = upTo
        self.without = without
        self.with = with
    }
}

/// A cut whose reversals were looked up.
struct ResolvedCut {
    /// The last change that can count.
    let last: Int64
    /// Whether some changes before the last do not count.
    let isPartial: Bool
    private let cut: HistoryCut
    /// Undos and redos of nothing but changes that do not count.
    private let idle: Set<Int64>

    init(_ cut: HistoryCut, in db: Database) throws {
        self.cut = cut
        last = max(cut.upTo, cut.with.map(\.upperBound).max() ?? 0)
        isPartial = !(cut.without.isEmpty && cut.with.isEmpty)
        guard !cut.without.isEmpty else {
            idle = []
            return
        }
        var targets: [Int64: Bool] = [:]
        let rows = try Row.fetchCursor(db, sql: "SELECT change, target FROM reversal")
        while let row = try rows.next() {
            let isOut = cut.without.contains { $0.contains(row[1]) }
            targets[row[0]] = targets[row[0], default: true] && isOut
        }
        idle = Set(targets.filter(\.value).keys)
    }

    func counts(_ change: Int64) -> Bool {
        if cut.with.contains(where: { $0.contains(change) }) { return true }
        guard change <= cut.upTo else { return false }
        return !idle.contains(change) && !cut.without.contains { $0.contains(change) }
    }
}
