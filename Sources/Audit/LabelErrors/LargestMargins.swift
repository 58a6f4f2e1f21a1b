/// The rows of the largest margins that passed by, at most `capacity`, by (margin falling, row rising): a heap with the
/// one that would go first on top.
struct LargestMargins<Number: ProbabilityNumber> {
    private struct Entry {
        let margin: Number
        let row: Int32

        /// Whether this one goes before the other does.
        func isWorse(than other: Entry) -> Bool {
            margin != other.margin ? margin < other.margin : row > other.row
        }
    }

    private let capacity: Int
    private var entries: [Entry] = []

    init(capacity: Int) {
        self.capacity = capacity
    }

    var rows: [Int32] { entries.map(\.row) }

    /// A margin below this has no chance: the worst that is kept, or minus infinity while there is room.
    var limit: Number { entries.count < capacity ? -.infinity : entries[0].margin }

    mutating func offer(_ margin: Number, row: Int32) {
        let entry = Entry(margin: margin, row: row)
        guard entries.count == capacity else {
            entries.append(entry)
            return rise(entries.count - 1)
        }
        guard entries[0].isWorse(than: entry) else { return }
        entries[0] = entry
        sink(0)
    }

    private mutating func rise(_ place: Int) {
        var place = place
        while place > 0 {
            let parent = (place - 1) / 2
            guard entries[place].isWorse(than: entries[parent]) else { return }
            entries.swapAt(place, parent)
            place = parent
        }
    }

    private mutating func sink(_ place: Int) {
        var place = place
        while true {
            var worst = place
            for child in 2 * place + 1...2 * place + 2 where child < entries.count {
                if entries[child].isWorse(than: entries[worst]) { worst = child }
            }
            guard worst != place else { return }
            entries.swapAt(place, worst)
            place = worst
        }
    }
}
