/// An imported column of all samples.
struct TableColumn: Sendable {
    let info: ColumnInfo
    /// Of a column of numbers; NaN where there is none.
    private(set) var numbers: [Double] = []
    /// Of a column of texts: places in `values`, from 1; 0 where there is none.
    private(set) var codes: [UInt32] = []
    /// What occurs or occurred, each once. A column that turned from numbers into texts still has numbers.
    private(set) var values: [ColumnValue] = []
    private var known: [ColumnValue: UInt32] = [:]

    /// Rows.
    var count: Int { max(numbers.count, codes.count) }

    init(_ info: ColumnInfo, count: Int) {
        self.info = info
        grow(to: count)
    }

    /// Makes room for new samples, which have no value.
    mutating func grow(to count: Int) {
        if info.kind == .number {
            numbers.append(contentsOf: repeatElement(.nan, count: count - numbers.count))
        } else {
            codes.append(contentsOf: repeatElement(0, count: count - codes.count))
        }
    }

    mutating func set(_ value: ColumnValue?, of row: Int) {
        guard info.kind == .text else {
            if case .number(let number)? = value { numbers[row] = number } else { numbers[row] = .nan }
            return
        }
        codes[row] = value.map { code(of: $0) } ?? 0
    }

    private mutating func code(of value: ColumnValue) -> UInt32 {
        if let code = known[value] { return code }
        values.append(value)
        known[value] = UInt32(values.count)
        return UInt32(values.count)
    }

    /// For each row whether its value is one of some, as people write them; the empty text stands for no value.
    func isAny(of wanted: [String], rows: Int) -> [Bool] {
        let none = wanted.contains("")
        let numbersWanted = Set(wanted.compactMap(Double.init))
        if info.kind == .number {
            return numbers.prefix(rows).map { $0.isNaN ? none : numbersWanted.contains($0) }
        }
        let texts = Set(wanted.filter { !$0.isEmpty })
        let isWanted =
            [none]
            + values.map { value in
                switch value {
                case .number(let number): numbersWanted.contains(number)
                case .text(let text): texts.contains(text)
                }
            }
        return codes.prefix(rows).map { isWanted[Int($0)] }
    }

    /// For each row a number that sorts as its value does: numbers before texts, texts without regard to the case of
    /// ASCII letters; `StableSort.missing` where there is no value.
    var sortKeys: [UInt64] {
        guard info.kind == .text else { return numbers.map { $0.isNaN ? StableSort.missing : StableSort.key(of: $0) } }
        let ofValue = [StableSort.missing] + valueKeys
        return codes.map { ofValue[Int($0)] }
    }

    private var valueKeys: [UInt64] {
        var texts = TextRanks()
        for case .text(let text) in values { texts.append(text.utf8) }
        let numbers = values.compactMap { value in
            if case .number(let number) = value { number } else { nil }
        }.sorted()
        var ranks = texts.ranks(distinguishingCase: false).makeIterator()
        return values.map { value in
            switch value {
            case .number(let number): UInt64(numbers.partitioningIndex { $0 >= number })
            case .text: UInt64(numbers.count) + UInt64(ranks.next() ?? 0)
            }
        }
    }
}
