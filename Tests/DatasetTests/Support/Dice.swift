import Dataset

/// Numbers that look random and are the same each time, and what people might do by them.
struct Dice {
    private var state: UInt64

    init(_ seed: Int) {
        state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    }

    mutating func next(_ count: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(count))
    }

    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[next(elements.count)] }

    /// Some cells of samples that have the column `n` of numbers.
    mutating func changes() -> CellChanges {
        var set = CellChanges()
        if next(2) == 0 { set.label = .set(pick([nil, "i", "ii", "iii", "iv"])) }
        if next(3) == 0 { set.split = .set(pick([nil, "train", "val", "test"])) }
        if next(3) == 0 { set.addTags = [pick(["a", "b", "c"])] }
        if next(4) == 0 { set.removeTags = [pick(["a", "b", "c"])] }
        if next(5) == 0 { set.state = pick([.active, .trashed]) }
        if next(4) == 0 { set.columns = ["n": pick([nil, .number(1), .number(2)])] }
        return set
    }
}
